import { holdsAll, searchable, type Searchable } from '../../domain/search-words.ts';
import { wordsOfRow, type Worded } from '../../notebook/read-search.ts';

export interface Indexed {
  readonly worded: Worded;
  /** As they are shown: without names while names are off. */
  readonly text: string;
  readonly searchable: Searchable;
}

/**
 * Folds the words of each row once, and again only when they change: a note that arrives while somebody searches costs one
 * note, and a key costs none.
 */
export function searchIndex(): (
  worded: readonly Worded[],
  mask: (text: string) => string,
) => readonly Indexed[] {
  let known = new Map<string, { readonly row: string; readonly indexed: Indexed }>();
  return (worded, mask) => {
    const now: typeof known = new Map();
    for (const each of worded) {
      const key = `${each.sort} ${each.row.id}`;
      const row = JSON.stringify(each.row);
      const text = mask(wordsOfRow(each)).trim();
      const before = known.get(key);
      const isSame = before?.row === row && before.indexed.text === text;
      now.set(key, isSame ? before : { row, indexed: { worded: each, text, searchable: searchable(text) } });
    }
    known = now;
    // An answer nobody gave and a finding nobody wrote yet have nothing to find.
    return [...now.values()].flatMap(({ indexed }) => (indexed.text === '' ? [] : [indexed]));
  };
}

export function found(index: readonly Indexed[], wanted: readonly string[]): readonly Indexed[] {
  if (wanted.length === 0) return [];
  return index.filter((each) => holdsAll(each.searchable, wanted));
}
