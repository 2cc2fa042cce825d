import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerptOf, holdsAll, markedPieces, searchable, wantedWords } from '../../src/domain/search-words.ts';

const finds = (text: string, typed: string) => holdsAll(searchable(text), wantedWords(typed));
const marked = (text: string, typed: string) =>
  markedPieces(text, wantedWords(typed))
    .map((piece) => (piece.isHit ? `[${piece.text}]` : piece.text))
    .join('');

describe('a search', () => {
  test.each([
    ['large letters and accents make no difference', 'Mae’r tŷ yn fawr', 'TY', true],
    ['nor when they are typed', 'Explains to Sean', 'Seán', true],
    ['the beginning of a word is enough', 'Counts the quarters', 'quar', true],
    ['the middle of a word is not', 'Counts the quarters', 'arters', false],
    ['several words in any order', 'Counts the quarters', 'quar count', true],
    ['all of them', 'Counts the quarters', 'quar halves', false],
    ['signs part words', 'say "because"', 'because', true],
    ['a fraction of two numbers', 'Orders 2/3 and 3/4', '3/4', true],
    ['a fraction in one sign', 'Orders ⅔ and ¾', '2/3', true],
    ['other scripts', 'قال: «النصف أكبر»', 'النصف', true],
    ['nothing but signs looks for nothing', 'anything', '  … ', true],
  ])('%s', (_, text, typed, isFound) => {
    expect(finds(text, typed)).toBe(isFound);
  });

  test('marks the beginnings it found as they are written', () => {
    expect(marked('Seán’s quarter, QUARTERS', 'quar sean')).toBe('[Seán]’s [quar]ter, [QUAR]TERS');
    expect(marked('Orders ⅔ first', '2')).toBe('Orders [⅔] first');
    expect(marked('Straße', 'strass')).toBe('[Straß]e');
  });

  test('shows every character of the text, whatever is looked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, typed) => {
        const pieces = markedPieces(text, wantedWords(typed));

        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      }),
    );
  });

  test('a long text is shown from a little before its first hit', () => {
    const text = `${'word '.repeat(200)}needle ${'word '.repeat(200)}`;

    const excerpt = excerptOf(text, wantedWords('need'));

    expect(excerpt.isCut).toBe(true);
    expect(excerpt.text).toContain('needle');
    expect(excerpt.text.length).toBeLessThan(500);
    expect(excerptOf('short', ['short'])).toEqual({ text: 'short', isCut: false });
  });
});
