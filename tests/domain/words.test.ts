import { describe, expect, test } from 'vitest';
import { searchFor } from '../../src/domain/words.ts';

describe('a search', () => {
  test.each([
    ['reason', 'They give a reason.'],
    ['REAS', 'They give a reason.'],
    ['doubt reason', 'A reason, when somebody doubts them'],
    ['canfyddiad ty', 'Canfyddiad: tŷ'],
    ['tŷ', 'ty bach'],
    ['year 5', 'Year 5'],
    ["don't", 'They don’t know'],
    ['', 'anything'],
    ['.*', 'anything'],
  ])('for "%s" finds "%s"', (query, text) => {
    expect(searchFor(query)(text)).toBe(true);
  });

  test.each([
    ['reason doubt', 'They give a reason.'],
    ['eason', 'They give a reason.'],
    ['year 5', 'Year 4'],
  ])('for "%s" does not find "%s"', (query, text) => {
    expect(searchFor(query)(text)).toBe(false);
  });
});
