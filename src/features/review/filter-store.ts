import { useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { LessonId } from '../../domain/ids.ts';
import type { Note } from '../../domain/note.ts';
import { filterNotes, isFiltering, SHOW_ALL, type NoteFilter } from '../../domain/note-filter.ts';
import type { Review } from './use-review.ts';

/** What is chosen in each lesson's review, so that another tab shows the same choice. Gone when the page is closed. */
const filters = createStore<ReadonlyMap<LessonId, NoteFilter>>(() => new Map());

export function useFilter(lesson: LessonId): NoteFilter {
  return useStore(filters, (byLesson) => byLesson.get(lesson) ?? SHOW_ALL);
}

export function setFilter(lesson: LessonId, filter: NoteFilter): void {
  filters.setState(new Map(filters.getState()).set(lesson, filter), true);
}

export function changeFilter(lesson: LessonId, change: (filter: NoteFilter) => NoteFilter): void {
  setFilter(lesson, change(filters.getState().get(lesson) ?? SHOW_ALL));
}

interface Shown {
  readonly shown: readonly Note[];
  readonly filter: NoteFilter;
  readonly isFiltered: boolean;
}

/** The notes of a lesson that its filter lets through, and the filter. */
export function useShown(review: Review): Shown {
  const { notes, plan, matches, verdicts } = review;
  const filter = useFilter(plan.lesson.id);
  const shown = useMemo(
    () => filterNotes(notes, filter, { matches, verdicts, stages: plan.stages }),
    [notes, filter, matches, verdicts, plan.stages],
  );
  return { shown, filter, isFiltered: isFiltering(filter) };
}
