import { describe, expect, test } from 'vitest';
import { maskNames } from '../../src/domain/mask-names.ts';

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

  test('without names nothing changes', () => {
    expect(maskNames(new Map())('Robin')).toBe('Robin');
  });
});
