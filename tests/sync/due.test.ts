import { expect, test } from 'vitest';
import { isDue } from '../../src/mailbox/due.ts';
import { newPostbox } from '../../src/mailbox/new-postbox.ts';

const now = Date.UTC(2026, 10, 10, 10);
const identity = {
  team: 'oak',
  device: 'dmaria',
  token: new Uint8Array(32),
  proof: new Uint8Array(32),
} as const;
const postbox = (retryAt: number) => ({ ...newPostbox({ ...identity, isClaimed: true }), retryAt });

test.each([
  ['when its time has come', now, true],
  ['not before', now + 5 * 60_000, false],
  ['although its time was set by a clock that stood in 2099', Date.UTC(2099, 0, 1), true],
])('[M5] the next try is due %s', (_when, retryAt, expected) => {
  expect(isDue(postbox(retryAt), now)).toBe(expected);
});
