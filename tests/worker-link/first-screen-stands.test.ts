// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { firstScreenStands } from '../../src/worker-link/first-screen-stands.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

/** Whether it has resolved, asked at any time. */
function watched() {
  const state = { stands: false };
  void firstScreenStands(window).then(() => (state.stands = true));
  return state;
}

test('what can wait is not fetched before a screen has its heading', async () => {
  const state = watched();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(state.stands).toBe(false);
  document.body.append(document.createElement('h1'));
  await vi.advanceTimersByTimeAsync(600);
  expect(state.stands).toBe(true);
});

test('a screen that stands already is not waited for', async () => {
  document.body.append(document.createElement('h1'));
  const state = watched();
  await vi.advanceTimersByTimeAsync(600);
  expect(state.stands).toBe(true);
});

test('a screen that never stands holds nothing up for ever', async () => {
  const state = watched();
  await vi.advanceTimersByTimeAsync(3_600);
  expect(state.stands).toBe(true);
});
