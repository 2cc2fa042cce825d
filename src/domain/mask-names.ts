export type Mask = (text: string) => string;

const LETTER = String.raw`[\p{L}\p{N}\p{M}]`;

/**
 * Puts what stands for a name in its place, wherever the name is a whole word; large or small letters make no difference,
 * and an `’s` behind the name stays. A name that is spelt another way is not found.
 */
export function maskNames(standIns: ReadonlyMap<string, string>): Mask {
  const byName = new Map(
    [...standIns].flatMap(([name, standIn]) => {
      const plain = name.trim().toLowerCase();
      // One letter is too often no name.
      return plain.length < 2 ? [] : [[plain, standIn] as const];
    }),
  );
  if (byName.size === 0) return (text) => text;
  // The longest first: of Mary and Mary Ann the fuller name is taken.
  const either = [...byName.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((name) =>
      name.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`).replaceAll(/\s+/gu, String.raw`\s+`),
    );
  const pattern = new RegExp(`(?<!${LETTER})(?:${either.join('|')})(?!${LETTER})`, 'giu');
  return (text) =>
    text.replaceAll(pattern, (name) => byName.get(name.toLowerCase().replaceAll(/\s+/gu, ' ')) ?? name);
}
