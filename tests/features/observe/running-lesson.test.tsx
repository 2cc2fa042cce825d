// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { newNotebook } from '../../support/tablet.ts';
import { handClock, MINUTE, reopen, startedLesson, tidyUp } from './lesson.tsx';

tidyUp();

test('the lesson clock goes on after a crash, and a clock that is set meanwhile in view does not bend it', async () => {
  const notebook = newNotebook();
  const { clock } = await startedLesson(notebook);
  clock.pass(10 * MINUTE);
  const again = await reopen(notebook, clock);
  await screen.findByLabelText('Note');
  expect(screen.getByRole('timer').textContent).toBe('10:00');
  clock.pass(5 * MINUTE);

  const later = handClock();
  later.pass(15 * MINUTE);
  await reopen(again, later);
  await screen.findByLabelText('Note');

  expect(screen.getByRole('timer').textContent).toBe('15:00');
});
