import { expect, test } from 'vitest';
import { recentTablets } from '../../src/server/recent-tablets.ts';
import { bytes } from './tablet.ts';

test('[K4] a tablet is remembered for a minute from when its token was looked up, however often it comes', () => {
  let clock = 0;
  const recent = recentTablets(() => clock);
  const token = bytes(32);
  recent.remember('oak', token, 'dMaria');

  clock = 59_999;
  expect(recent.deviceOf('oak', token)).toBe('dMaria');
  clock = 60_000;
  expect(recent.deviceOf('oak', token)).toBeNull();
});

test('[K4] it is remembered for its own team and token only, and not once it was turned away', () => {
  const recent = recentTablets(() => 0);
  const token = bytes(32);
  recent.remember('oak', token, 'dMaria');

  expect(recent.deviceOf('elm', token)).toBeNull();
  expect(recent.deviceOf('oak', bytes(32))).toBeNull();
  recent.forget('oak', token);
  expect(recent.deviceOf('oak', token)).toBeNull();
});

test('[K8] five thousand are remembered, and the one that was looked up longest ago is forgotten first', () => {
  const recent = recentTablets(() => 0);
  const tokens = Array.from({ length: 5_001 }, () => bytes(32));
  for (const token of tokens.slice(0, 5_000)) recent.remember('oak', token, 'dMaria');
  recent.remember('oak', tokens[0]!, 'dMaria');

  recent.remember('oak', tokens[5_000]!, 'dMaria');

  const known = tokens.filter((token) => recent.deviceOf('oak', token) !== null);
  expect(known).toEqual(tokens.filter((_, index) => index !== 1));
});
