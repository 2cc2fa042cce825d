export type Mask = (text: string) => string;

const LETTER = String.raw`[\p{L}\p{N}\p{M}]`;
const APOSTROPHES = "'‘’ʼ´`";

/**
 * Puts what stands for a name in its place, wherever the name is a whole word; large or small letters, the sort of
 * apostrophe and how an accent is put down make no difference, and an `’s` behind the name stays. A name that is spelt
 * another way is not found.
 */
export function maskNames(standIns: ReadonlyMap<string, string>): Mask {
  const byName = new Map(
    [...standIns].flatMap(([name, standIn]) => {
      const plain = plainName(name.trim());
      // One letter is too often no name.
      return plain.length < 2 ? [] : [[plain, standIn] as const];
    }),
  );
  if (byName.size === 0) return (text) => text;
  const names = [...standIns.keys()].map((name) => name.trim());
  const pattern = patternOf(names.filter((name) => byName.has(plainName(name))));
  return (text) => text.replaceAll(pattern, (name) => byName.get(plainName(name)) ?? name);
}

/** Whether a name stands in a text, found as `maskNames` finds it; of one letter, too. */
export function isNamedIn(text: string, name: string): boolean {
  return name.trim() !== '' && patternOf([name.trim()]).test(text);
}

function patternOf(names: readonly string[]): RegExp {
  // Some capitals have no small letter that a pattern takes for the same: those are looked for as they were typed, too.
  const spelt = new Set([...names.map(plainName), ...names].flatMap(spellings));
  const either = [...spelt]
    // The longest first: of Mary and Mary Ann the fuller name is taken.
    .toSorted((a, b) => b.length - a.length)
    .map(asPattern);
  return new RegExp(`(?<!${LETTER})(?:${either.join('|')})(?!${LETTER})`, 'giu');
}

/** What two spellings of one name have in common. */
function plainName(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(new RegExp(`[${APOSTROPHES}]`, 'gu'), "'")
    .replaceAll(/\s+/gu, ' ');
}

/** A letter with its accent is one character, or two that look the same. */
function spellings(name: string): readonly string[] {
  return [name.normalize('NFC'), name.normalize('NFD')];
}

function asPattern(name: string): string {
  return name
    .replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`)
    .replaceAll(new RegExp(`[${APOSTROPHES}]`, 'gu'), `[${APOSTROPHES}]`)
    .replaceAll(/\s+/gu, String.raw`\s+`);
}
