import { useMemo } from 'react';
import { lastSegment, type LessonId } from '../../domain/ids.ts';
import type { Mask } from '../../domain/mask-names.ts';
import type { Match, Note, Sitting, StageMark, Verdict } from '../../domain/note.ts';
import type { Notebook } from '../../notebook/database.ts';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { lessonRecord } from '../../notebook/read-lesson.ts';
import { lessonPlan, type LessonPlan } from '../../notebook/read-study.ts';
import { members } from '../../notebook/read-team.ts';
import { steadyRows } from '../../notebook/steady-rows.ts';
import { nameHider } from './hide-names.ts';
import { useNamesOff } from './names-off.ts';

/** Who wrote a note, as the review names them. */
export interface Observer {
  readonly id: string;
  readonly name: string;
}

export interface Review {
  readonly plan: LessonPlan;
  readonly notes: readonly Note[];
  readonly sittings: readonly Sitting[];
  readonly stageMarks: readonly StageMark[];
  /** Observers' marks against one prediction, by `stageSegment.letter`. */
  readonly matches: ReadonlyMap<string, readonly Match[]>;
  /** By `stageSegment.letter`. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Everybody's names by id; a member whose own row has not arrived yet has none. */
  readonly names: ReadonlyMap<string, string>;
  /** Whoever watched this lesson or wrote about it, by name. */
  readonly observers: readonly Observer[];
  /** Words for the screen: while names are off, without aliases and observers' names. Never for a field that is saved. */
  readonly mask: Mask;
}

/** One lesson with everybody's record of it, live. Undefined while it is read; null when there is no such lesson. */
export function useReview(lesson: LessonId): Review | null | undefined {
  const readPlan = useNotebookQuery(
    async (notebook) => ({ plan: await lessonPlan(notebook, lesson) }),
    [lesson],
  );
  const people = useNotebookQuery(members, []);
  const read = useMemo(() => {
    const steady = steadyRows<Note>();
    return async (notebook: Notebook) => {
      const record = await lessonRecord(notebook, lesson);
      return { ...record, notes: steady(record.notes) };
    };
  }, [lesson]);
  const record = useNotebookQuery(read, [read]);

  const isOff = useNamesOff();
  const hideNames = useMemo(() => nameHider(), []);

  const review = useMemo((): Review | null | undefined => {
    if (readPlan === undefined || record === undefined || people === undefined) return undefined;
    if (readPlan.plan === undefined) return null;
    const { notes, sittings } = record;
    const present = new Set([
      ...notes.map(({ observer }) => observer),
      ...sittings.map(({ member }) => member),
    ]);
    const named = people.filter(({ id }) => present.has(id));
    const unnamed = [...present].filter((id) => !named.some((person) => person.id === id));
    return {
      ...record,
      plan: readPlan.plan,
      matches: matchesByPrediction(record.matches),
      names: new Map(people.map(({ id, name }) => [id, name])),
      observers: [...named, ...unnamed.map((id) => ({ id, name: '' }))],
      mask: unmasked,
    };
  }, [readPlan, record, people]);
  return useMemo(() => (review && isOff ? hideNames(review) : review), [review, isOff, hideNames]);
}

function unmasked(text: string): string {
  return text;
}

/** A mark that was taken back stands as '' and is no mark. */
function matchesByPrediction(matches: ReadonlyMap<string, Match>): ReadonlyMap<string, readonly Match[]> {
  const groups = new Map<string, Match[]>();
  for (const [key, match] of matches) {
    if (match.value === '') continue;
    const prediction = key.slice(0, key.lastIndexOf('.'));
    groups.set(prediction, [...(groups.get(prediction) ?? []), match]);
  }
  return groups;
}

export function observerOf(match: Match): string {
  return lastSegment(match.id);
}
