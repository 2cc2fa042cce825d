import { holdsAll, searchable, wantedWords, type Searchable } from '../../domain/search-words.ts';
import { wordsOf } from '../../domain/words.ts';
import type { SharedFinding } from '../../notebook/read-findings.ts';

export interface LibrarySearch {
  readonly words: string;
  /** '' is any. */
  readonly subject: string;
  readonly yearGroup: string;
}

export const LOOK_EVERYWHERE: LibrarySearch = { words: '', subject: '', yearGroup: '' };

/** A finding with its words folded once, so that each key only compares. */
interface Indexed {
  readonly shared: SharedFinding;
  readonly words: Searchable;
}

export function indexOf(found: readonly SharedFinding[]): readonly Indexed[] {
  return found.map((shared) => {
    const { finding, study } = shared;
    const texts = [finding.claim, finding.limits, finding.nextStep];
    const about = [study.title, study.focusQuestion, study.subject, study.yearGroup, study.school];
    return { shared, words: searchable([...texts, ...about].join(' ')) };
  });
}

/** Every word typed, as the beginning of some word of the finding or its study; and the subject and year group chosen. */
export function findIn(
  index: readonly Indexed[],
  { words, subject, yearGroup }: LibrarySearch,
): readonly SharedFinding[] {
  const wanted = wantedWords(words);
  return index.flatMap(({ shared, words: own }) => {
    const { study } = shared;
    const fits =
      (subject === '' || sameName(study.subject, subject)) &&
      (yearGroup === '' || sameName(study.yearGroup, yearGroup)) &&
      holdsAll(own, wanted);
    return fits ? [shared] : [];
  });
}

/** Subjects and year groups of the library as they are written, each once however it was typed. */
export function choicesOf(found: readonly SharedFinding[]) {
  return {
    subjects: namesIn(found.map(({ study }) => study.subject)),
    yearGroups: namesIn(found.map(({ study }) => study.yearGroup)),
  };
}

function namesIn(names: readonly string[]): readonly string[] {
  const byWords = new Map<string, string>();
  for (const name of names) {
    const key = keyOf(name);
    if (key !== '' && !byWords.has(key)) byWords.set(key, name.trim());
  }
  return [...byWords.values()].toSorted((a, b) => a.localeCompare(b, undefined, { numeric: true }));
}

function sameName(one: string, other: string): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(name: string): string {
  return wordsOf(name).join(' ');
}
