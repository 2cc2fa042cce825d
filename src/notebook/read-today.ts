import type { LessonId, MemberId, StudyId } from '../domain/ids.ts';
import { LONGEST_ABSENCE_MS } from '../domain/lesson-clock.ts';
import { PUPIL_LETTERS, type PupilLetter } from '../domain/study.ts';
import type { Notebook } from './database.ts';
import { lessonRecord } from './read-lesson.ts';
import {
  lessonPlan,
  predictionKey,
  studyOverview,
  type LessonPlan,
  type StudyOverview,
} from './read-study.ts';

/** How far one lesson has come, counted from what is on this tablet. */
export interface LessonToday extends LessonPlan {
  readonly notes: number;
  readonly notesOf: Readonly<Record<PupilLetter, number>>;
  readonly predicted: number;
  /** Predictions for which the team agreed in review. */
  readonly agreed: number;
  /** Somebody's watch has begun and not ended; one that began longer ago than a lesson can last was forgotten. */
  readonly isRunning: boolean;
  readonly watchedByMe: readonly PupilLetter[];
}

export interface StudyToday extends StudyOverview {
  readonly lessonsToday: readonly LessonToday[];
}

export async function studyToday(
  notebook: Notebook,
  studyId: StudyId,
  me: MemberId,
): Promise<StudyToday | undefined> {
  const overview = await studyOverview(notebook, studyId);
  if (overview === undefined) return undefined;
  const lessons = await Promise.all(overview.lessons.map(({ id }) => lessonToday(notebook, id, me)));
  return { ...overview, lessonsToday: lessons.filter((lesson) => lesson !== undefined) };
}

async function lessonToday(notebook: Notebook, id: LessonId, me: MemberId): Promise<LessonToday | undefined> {
  const [plan, record] = await Promise.all([lessonPlan(notebook, id), lessonRecord(notebook, id)]);
  if (plan === undefined) return undefined;
  const notesOf = { A: 0, B: 0, C: 0 };
  for (const { pupil } of record.notes) {
    const letter = PUPIL_LETTERS.find((known) => known === pupil);
    if (letter) notesOf[letter] += 1;
  }
  const predicted = predictionsOf(plan);
  const earliest = notebook.now() - LONGEST_ABSENCE_MS;
  return {
    ...plan,
    notes: record.notes.length,
    notesOf,
    predicted: predicted.length,
    agreed: predicted.filter((key) => (record.verdicts.get(key)?.value ?? '') !== '').length,
    isRunning: record.sittings.some(
      ({ endedMs, startedAt }) => endedMs === null && (startedAt ?? 0) > earliest,
    ),
    watchedByMe: plan.watches.get(me) ?? [],
  };
}

/** What is predicted for the stages there are: of a stage that was taken from the plan, predictions and verdicts are kept. */
function predictionsOf({ stages, pupils, predictions }: LessonPlan): readonly string[] {
  const keys = stages.flatMap(({ id }) => pupils.map(({ letter }) => predictionKey(id, letter)));
  return keys.filter((key) => (predictions.get(key)?.text ?? '').trim() !== '');
}
