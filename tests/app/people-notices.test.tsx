// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { PeopleNotices } from '../../src/app/people-notices.tsx';
import { NOTHING_TO_SEND, SyncStatusContext, type SyncStatus } from '../../src/worker-link/sync-status.ts';

afterEach(cleanup);

function showRemoved(status: Partial<SyncStatus>) {
  render(
    <SyncStatusContext value={{ ...NOTHING_TO_SEND, kind: 'needsYou', trouble: 'removed', ...status }}>
      <PeopleNotices />
    </SyncStatusContext>,
  );
}

test('a removed tablet says that photos are only on it, and not that nothing is', () => {
  showRemoved({ unsentPhotos: 2 });

  expect(screen.getByText(/2 photos only on this tablet/)).toBeDefined();
  expect(screen.queryByText(/Nothing is only on this tablet/)).toBeNull();
});

test('a removed tablet says that changes which are no notes are only on it, and not that nothing is', () => {
  showRemoved({ hasUnsent: true });

  expect(screen.getByText(/other changes are/)).toBeDefined();
  expect(screen.queryByText(/Nothing is only on this tablet/)).toBeNull();
});

test('a removed tablet with nothing of its own says so', () => {
  showRemoved({});

  expect(screen.getByText('Nothing is only on this tablet.')).toBeDefined();
});
