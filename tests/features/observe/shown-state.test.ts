import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { shownState } from '../../../src/features/observe/shown-state.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function composer() {
  const store = createStore(() => ({ text: 'half a note' }));
  const screen = shownState(store);
  return { store, screen, text: () => screen.shown.getState().text };
}

test('the screen hears at once of what no save is about', () => {
  const { store, text } = composer();

  store.setState({ text: 'half a note more' });

  expect(text()).toBe('half a note more');
});

test('while a save is at the disk the screen waits for its answer', async () => {
  const { store, screen, text } = composer();
  let answer = () => undefined as void;
  screen.holdWhile(new Promise<void>((resolve) => (answer = resolve)));
  store.setState({ text: '' });
  expect(text()).toBe('half a note');

  answer();
  await vi.advanceTimersByTimeAsync(1);

  expect(text()).toBe('');
});

test('a disk that is slow, or refuses, does not hold the screen up', async () => {
  const { store, screen, text } = composer();
  screen.holdWhile(new Promise(() => undefined));
  store.setState({ text: '' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(text()).toBe('');

  screen.holdWhile(Promise.reject(new Error('full')));
  store.setState({ text: 'half a note' });
  await vi.advanceTimersByTimeAsync(1);
  expect(text()).toBe('half a note');
});

test('[N2] the next key or tap finds the screen as it is, and nothing is typed into old words', () => {
  const { store, screen, text } = composer();
  screen.holdWhile(new Promise(() => undefined));
  store.setState({ text: '' });

  screen.show();

  expect(text()).toBe('');
  store.setState({ text: 'n' });
  expect(text()).toBe('n');
});
