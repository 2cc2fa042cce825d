import { lastSegment } from '../../domain/ids.ts';
import { holdsAll, searchable, wantedWords } from '../../domain/search-words.ts';
import type { Source } from './source.ts';

/** What is chosen in each list; nothing chosen in a list means all of it. */
export interface SourceFilter {
  /** Lesson numbers. */
  readonly lessons: readonly string[];
  readonly subjects: readonly string[];
  readonly kinds: readonly string[];
  readonly words: string;
  readonly onlyChosen: boolean;
}

export const SHOW_ALL: SourceFilter = { lessons: [], subjects: [], kinds: [], words: '', onlyChosen: false };

/** Within a list any, across lists all: Lesson 2, and said, and these words. */
export function filterSources(
  sources: readonly Source[],
  { lessons, subjects, kinds, words, onlyChosen }: SourceFilter,
  isChosen: (source: Source) => boolean,
): readonly Source[] {
  const fits = (chosen: readonly string[], value: string) => chosen.length === 0 || chosen.includes(value);
  const wanted = wantedWords(words);
  return sources.filter(
    (source) =>
      fits(lessons, lastSegment(source.lesson)) &&
      fits(subjects, source.subject) &&
      fits(kinds, source.kind) &&
      (!onlyChosen || isChosen(source)) &&
      (wanted.length === 0 || holdsAll(searchable(textOf(source)), wanted)),
  );
}

function textOf({ words, tags, question = '' }: Source): string {
  return [words, ...tags, question].join(' ');
}

export function toggled(chosen: readonly string[], value: string): readonly string[] {
  return chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
}
