import { expect, test } from 'vitest';
import { cutsOf, isBarred } from '../../src/domain/removal.ts';
import { makeStamp } from '../../src/domain/stamp.ts';

const at = (tick: number) => makeStamp(tick, 0, 'dsam');
const SAM = { id: 'dsam', fields: { cut: at(5) } };

test('what a removed tablet wrote counts up to its cut, and what came after waits', () => {
  const cuts = cutsOf([SAM], 'dmaria');

  expect([4, 5, 6].map((tick) => isBarred(cuts, at(tick)))).toEqual([false, false, true]);
});

test('a removed tablet that hears of its own end goes on showing what was written on it', () => {
  const cuts = cutsOf([SAM], 'dsam');

  expect(isBarred(cuts, at(6))).toBe(false);
});

test('nothing waits any more once it was taken in', () => {
  const cuts = cutsOf([{ ...SAM, fields: { ...SAM.fields, takenIn: true } }], 'dmaria');

  expect(isBarred(cuts, at(6))).toBe(false);
});
