import { plainWords } from './words.ts';

/** Answers the name, as it was typed in, that turns up in a text; undefined when none does. */
export type FindName = (text: string) => string | undefined;

const SHORTEST_NAME = 2;

/**
 * Looks for any of these names as a whole word. Large or small letters, accents and the sort of apostrophe make no
 * difference; an `'s` or `s'` behind the name is still the name. A part of a longer word is not.
 */
export function findName(names: readonly string[]): FindName {
  const byPlain = new Map<string, string>();
  for (const name of names) {
    const plain = plainWords(name).trim();
    if (Array.from(plain).length >= SHORTEST_NAME && !byPlain.has(plain)) byPlain.set(plain, name.trim());
  }
  if (byPlain.size === 0) return () => undefined;
  // The longest first: of Mary and Mary Ann the fuller name is found.
  const either = [...byPlain.keys()].toSorted((a, b) => b.length - a.length).map(asPattern);
  const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}])(${either.join('|')})(?:s')?(?![\p{L}\p{N}])`, 'u');
  return (text) => {
    const found = pattern.exec(plainWords(text))?.[1];
    return found === undefined ? undefined : byPlain.get(found.replaceAll(/\s+/gu, ' '));
  };
}

/** One name a line, or separated by commas; each once. */
export function namesIn(text: string): readonly string[] {
  const names = text.split(/[\n,;]/u).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

function asPattern(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`).replaceAll(' ', String.raw`\s+`);
}
