import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeWhileTyping, looksLikeInvitation, tidyCode } from '../../../src/features/team/typed-code.ts';

const CODE = 'K7QF 3MVX 9T2H 4RWD';

describe('a code as somebody gives it', () => {
  test.each([
    ['K7QF3MVX9T2H4RWD'],
    ['k7qf 3mvx 9t2h 4rwd'],
    ['k7qf-3mvx–9t2h—4rwd'],
    ['  K7QF\t3MVX\n9T2H 4RWD '],
    ['https://school.example/join#K7QF3MVX9T2H4RWD'],
    ['#K7QF3MVX9T2H4RWD'],
  ])('%j is read', (typed) => {
    expect(tidyCode(typed)).toBe(CODE);
  });

  test('an unfinished code stays unfinished', () => {
    expect(tidyCode('k7qf 3m')).toBe('K7QF 3M');
    expect(tidyCode('')).toBe('');
  });

  test('tidying twice is tidying once, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(tidyCode(tidyCode(typed))).toBe(tidyCode(typed));
      }),
    );
  });

  test('what is being typed stays under the fingers; a pasted link becomes its code at once', () => {
    expect(codeWhileTyping('k7qf-3')).toBe('k7qf-3');
    expect(codeWhileTyping('https://school.example/join#k7qf3mvx9t2h4rwd')).toBe(CODE);
  });
});

test.each([
  ['https://school.example/join#K7QF3MVX9T2H4RWD', true],
  [CODE, true],
  ['https://school.example/lunch-menu', false],
  ['WIFI:S:School;T:WPA;P:secret;;', false],
])('the camera takes %j for an invitation: %s', (text, isOne) => {
  expect(looksLikeInvitation(text)).toBe(isOne);
});
