// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { SyncPill } from '../../src/worker-link/sync-pill.tsx';
import { NOTHING_TO_SEND, SyncStatusContext } from '../../src/worker-link/sync-status.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test.each([
  ['the same day', new Date(2026, 10, 27, 18), 'At the school server, 14:32'],
  ['after a weekend without a network', new Date(2026, 10, 30, 8), 'At the school server, 27 Nov, 14:32'],
])('the time of the last exchange, seen %s, cannot be taken for another day’s', (_when, now, words) => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  const settledAt = new Date(2026, 10, 27, 14, 32).getTime();

  render(
    <SyncStatusContext value={{ ...NOTHING_TO_SEND, kind: 'atServer', settledAt }}>
      <SyncPill />
    </SyncStatusContext>,
  );

  expect(screen.getByRole('status').textContent).toBe(words);
});
