import { describe, expect, test } from 'vitest';
import { isNamedIn, maskNames } from '../../src/domain/mask-names.ts';

describe('names off', () => {
  const mask = maskNames(
    new Map([
      ['Robin', 'Pupil A'],
      ['Mary', 'Pupil B'],
      ['Mary Ann', 'Pupil C'],
      ['R. Evans', 'Observer 1'],
      ['', 'nobody'],
      ['a', 'too short'],
    ]),
  );

  test.each([
    ['Explains to Robin, then ROBIN’s turn', 'Explains to Pupil A, then Pupil A’s turn'],
    ['Robins and a robinson', 'Robins and a robinson'],
    ['Mary  Ann, not Mary', 'Pupil C, not Pupil B'],
    ['R. Evans asked', 'Observer 1 asked'],
    ['Nobody is named', 'Nobody is named'],
  ])('%s', (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  test.each([
    [
      'the apostrophe of another keyboard',
      "O’Neill asks, then O'Neill’s turn",
      'Observer 2 asks, then Observer 2’s turn',
    ],
    ['an accent that stands apart', 'Sia\u0302n and Si\u00e2n', 'Pupil A and Pupil A'],
    ['a capital that has no small letter of its own', '\u0130smail waits', 'Pupil B waits'],
  ])('hides a name also with %s', (_, text, masked) => {
    const spelt = maskNames(
      new Map([
        ["O'Neill", 'Observer 2'],
        ['Si\u00e2n', 'Pupil A'],
        ['\u0130smail', 'Pupil B'],
      ]),
    );

    expect(spelt(text)).toBe(masked);
  });

  test('without names nothing changes', () => {
    expect(maskNames(new Map())('Robin')).toBe('Robin');
  });
});

describe('a name stands in a text', () => {
  test.each([
    ['Robin', 'then ROBIN’s turn', true],
    ['Robin', 'a robinson', false],
    ["O'Neill", 'O’Neill asks', true],
    ['Si\u00e2n', 'Sia\u0302n waits', true],
    ['Sia', 'Sia\u0302n waits', false],
    ['X', 'helps X', true],
    [' ', 'helps nobody', false],
  ])('%s: %s', (name, text, isNamed) => {
    expect(isNamedIn(text, name)).toBe(isNamed);
  });
});
