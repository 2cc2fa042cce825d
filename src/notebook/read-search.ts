import { inCommonTime } from '../domain/common-time.ts';
import { lessonOf, type LessonId, type StudyId } from '../domain/ids.ts';
import type { Member, Stage } from '../domain/study.ts';
import type { Entity } from '../domain/tables.ts';
import type { Notebook } from './database.ts';
import { all, below } from './read.ts';
import { studyOverview, type StudyOverview } from './read-study.ts';

/** Whatever of a study has words of its own, as a search finds it. */
export type Worded =
  | { readonly sort: 'note'; readonly row: Entity<'notes'> }
  | { readonly sort: 'prediction'; readonly row: Entity<'predictions'> }
  | { readonly sort: 'answer'; readonly row: Entity<'answers'> }
  | { readonly sort: 'point'; readonly row: Entity<'points'> }
  | { readonly sort: 'finding'; readonly row: Entity<'findings'> };

export interface StudyWords {
  readonly overview: StudyOverview;
  readonly members: readonly Member[];
  readonly stages: readonly Stage[];
  /** Findings first, then lesson by lesson: what was agreed and predicted, notes in common lesson time, interviews. */
  readonly worded: readonly Worded[];
}

export async function studyWords(notebook: Notebook, study: StudyId): Promise<StudyWords | undefined> {
  const [overview, members, stages, sittings, notes, predictions, answers, points, findings] =
    await Promise.all([
      studyOverview(notebook, study),
      all(notebook, 'members'),
      below(notebook, 'stages', study),
      below(notebook, 'sittings', study),
      below(notebook, 'notes', study),
      below(notebook, 'predictions', study),
      below(notebook, 'answers', study),
      below(notebook, 'points', study),
      below(notebook, 'findings', study),
    ]);
  if (overview === undefined) return undefined;
  const inTime = inCommonTime({ sittings, stageMarks: [], notes });
  const ofLesson = (lesson: LessonId): readonly Worded[] => {
    const isHere = ({ id }: { id: string }) => lessonOf(id) === lesson;
    return [
      ...points.filter(isHere).map((row) => ({ sort: 'point', row }) as const),
      ...predictions.filter(isHere).map((row) => ({ sort: 'prediction', row }) as const),
      ...inTime.notes
        .filter(isHere)
        .toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0))
        .map((row) => ({ sort: 'note', row }) as const),
      ...answers.filter(isHere).map((row) => ({ sort: 'answer', row }) as const),
    ];
  };
  return {
    overview,
    members: members.toSorted((a, b) => a.name.localeCompare(b.name)),
    stages,
    worded: [
      ...findings.map((row) => ({ sort: 'finding', row }) as const),
      ...overview.lessons.flatMap(({ id }) => ofLesson(id)),
    ],
  };
}

/** Everything of a row that can be looked for. */
export function wordsOfRow({ sort, row }: Worded): string {
  switch (sort) {
    case 'note':
      return [row.text, ...row.tags, ...besideOf(row, 'text')].join('\n');
    case 'prediction':
    case 'point':
      return [row.text, ...besideOf(row, 'text')].join('\n');
    case 'answer':
      return [row.question, row.text, ...besideOf(row, 'text')].join('\n');
    case 'finding':
      return [row.claim, row.limits, row.nextStep, ...besideOf(row, 'claim')].join('\n');
    default:
      return sort satisfies never;
  }
}

/** Another wording that crossed with the one shown is as much somebody's words. */
function besideOf(row: Pick<Entity<'notes'>, 'beside'>, field: string): readonly string[] {
  return (row.beside?.[field] ?? []).map(({ value }) => value);
}
