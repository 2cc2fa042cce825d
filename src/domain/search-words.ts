import { wordsOf } from './words.ts';

/** Anything of letters or digits is a word; signs between them only part words. */
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** More than anybody types; what is pasted beyond it is not looked for. */
const MOST_WORDS = 12;

/** A text made ready to be searched: made once, when the text is read, and not at each key. */
export type Searchable = string;

export function searchable(text: string): Searchable {
  return ` ${foldedWords(text).join(' ')}`;
}

/** The beginnings of words that somebody looks for; none while only spaces or signs are typed. */
export function wantedWords(typed: string): readonly string[] {
  return [...new Set(foldedWords(typed.slice(0, 200)))].slice(0, MOST_WORDS);
}

/** Every wanted word begins some word of the text, in any order. */
export function holdsAll(text: Searchable, wanted: readonly string[]): boolean {
  return wanted.every((word) => text.includes(` ${word}`));
}

/** A piece of a text as it is shown; `isHit` where a wanted word begins a word. All pieces together are the text. */
export interface Piece {
  readonly text: string;
  readonly isHit: boolean;
}

export function markedPieces(text: string, wanted: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const add = (upTo: number, isHit: boolean) => {
    if (upTo > from) pieces.push({ text: text.slice(from, upTo), isHit });
    from = Math.max(from, upTo);
  };
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const length = hitLength(word, wanted);
    if (length === 0) continue;
    add(index, false);
    add(index + length, true);
  }
  add(text.length, false);
  return pieces;
}

/** How many characters of this word, as it is written, stand for the longest wanted beginning. */
function hitLength(word: string, wanted: readonly string[]): number {
  const folded = foldedWords(word);
  // A fraction in one sign folds into two numbers: found by either of them it is marked as a whole.
  if (folded.length > 1)
    return folded.some((part) => wanted.some((each) => part.startsWith(each))) ? word.length : 0;
  const hits = wanted.filter((each) => folded[0]?.startsWith(each));
  if (hits.length === 0) return 0;
  const longest = Math.max(...hits.map((hit) => hit.length));
  let length = 0;
  for (const character of word) {
    // Accents that stand apart belong to the letter before them.
    if (foldedLength(word.slice(0, length)) >= longest && !/\p{M}/u.test(character)) break;
    length += character.length;
  }
  return length;
}

function foldedLength(text: string): number {
  return foldedWords(text)[0]?.length ?? 0;
}

function foldedWords(text: string): readonly string[] {
  // Compatibility forms first: they take ⅔ apart into 2 and 3, and make wide letters plain.
  return wordsOf(text.normalize('NFKC'));
}

/** How much of a long text is shown with its first hit. */
const EXCERPT = 420;
const BEFORE_HIT = 120;

/** A long text from a little before its first hit; a short one whole. */
export function excerptOf(
  text: string,
  wanted: readonly string[],
): { readonly text: string; readonly isCut: boolean } {
  if (text.length <= EXCERPT) return { text, isCut: false };
  const [first] = markedPieces(text, wanted);
  const hitAt = first === undefined || first.isHit ? 0 : first.text.length;
  const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, hitAt - BEFORE_HIT)));
  return { text: text.slice(from, from + EXCERPT), isCut: true };
}
