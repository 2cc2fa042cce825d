// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { MoveButtons } from '../../src/ui/move-buttons.tsx';

afterEach(cleanup);

const rule = (position: number, onMove: () => Promise<unknown>) => (
  <>
    <input aria-label="Rule" />
    <MoveButtons position={position} count={3} onMove={onMove} />
  </>
);

test('what moved keeps the keyboard', async () => {
  const moves = async () => undefined;
  const { rerender } = render(rule(1, moves));

  fireEvent.click(screen.getByRole('button', { name: 'Move later' }));
  await act(async () => undefined);
  rerender(rule(2, moves));

  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Move later' }));
});

test('a move that failed takes the keyboard from nobody who writes when a colleague moves it', async () => {
  const fails = async () => await Promise.reject(new Error('The disk is full.'));
  const { rerender } = render(rule(1, fails));

  fireEvent.click(screen.getByRole('button', { name: 'Move later' }));
  await screen.findByRole('alert');
  screen.getByLabelText('Rule').focus();
  rerender(rule(2, fails));

  expect(document.activeElement).toBe(screen.getByLabelText('Rule'));
});
