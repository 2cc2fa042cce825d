import { expect, test } from 'vitest';
import { initialsOf } from '../../src/ui/initials.tsx';

test.each([
  ['R. Evans', 'RE'],
  ['Mair', 'M'],
  ['  mair  wyn jones ', 'MJ'],
  ['Ŵyn', 'Ŵ'],
  ['👩‍🏫 Nia', '👩‍🏫N'],
  ['', '?'],
  ['...', '?'],
])('%j stands as %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
