import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findName, namesIn } from '../../src/domain/real-names.ts';

const NAMES = ['Bethan', 'Siân', 'Paweł', 'Mary', 'Mary Ann', "O'Neill", 'Anne-Marie', 'Ng', 'Ольга'];

describe('a real name', () => {
  test.each([
    ['Today Bethan counted aloud.', 'Bethan'],
    ['BETHAN!', 'Bethan'],
    ['Sian said so', 'Siân'],
    ['SIÂN said so', 'Siân'],
    ['Sian said so'.replace('a', 'a\u0302'), 'Siân'],
    ['pawel waits', 'Paweł'],
    ['It was Bethan’s turn', 'Bethan'],
    ["on Bethans' table", 'Bethan'],
    ['with Mary  Ann', 'Mary Ann'],
    ['Mary Jones', 'Mary'],
    ['Mary\nAnn', 'Mary Ann'],
    ['O’Neill speaks', "O'Neill"],
    ['(Anne-Marie)', 'Anne-Marie'],
    ['ng nods', 'Ng'],
    ['ольга считает', 'Ольга'],
  ])('is found in %j', (text, name) => {
    expect(findName(NAMES)(text)).toBe(name);
  });

  test.each(['Bethany counted', 'Elisabethan', 'summary', 'counting', 'Bethan2', ''])(
    'is not found in %j',
    (text) => {
      expect(findName(NAMES)(text)).toBeUndefined();
    },
  );

  test('of one letter, or of none, is never looked for', () => {
    expect(findName(['A', ' ', '´'])('A pupil')).toBeUndefined();
  });

  test('is found whatever signs it is made of and whatever stands around it', () => {
    const names = fc
      .string({ minLength: 3, maxLength: 12 })
      .filter((name) => /^\p{L}.*\p{L}$/u.test(name.trim()));

    fc.assert(
      fc.property(names, (name) => {
        expect(findName([name])(`Then ${name}, again.`)).toBe(name.trim());
      }),
    );
  });
});

test('names are typed one a line or with commas, and count once', () => {
  expect(namesIn('Bethan\n Siân , Bethan;\n\nMary Ann')).toEqual(['Bethan', 'Siân', 'Mary Ann']);
});
