import { childId, lastSegment, parentId, type LessonId, type NoteId, type StudyId } from '../domain/ids.ts';
import type { Standing } from '../domain/finding.ts';
import type { Photo, Stroke } from '../domain/note.ts';
import { byOrder, PUPIL_LETTERS, type GroundRule, type PupilLetter } from '../domain/study.ts';
import type { Entity } from '../domain/tables.ts';
import type { AgendaItem } from '../domain/discussion.ts';
import type { Notebook } from './database.ts';
import { all, below } from './read.ts';
import { discussionRecord } from './read-discussion.ts';
import { lessonMinutes } from './read-minutes.ts';
import { studyFindings } from './read-findings.ts';
import { groundRules } from './read-ground-rules.ts';
import { lessonRecord, type LessonRecord } from './read-lesson.ts';
import { picturesIn } from './read-photos.ts';
import { lessonPlan, studyOverview, type LessonPlan, type StudyOverview } from './read-study.ts';

/** Everything a team holds of one study, as far as it has reached this tablet. */
export interface WholeStudy extends StudyOverview {
  readonly groundRules: readonly GroundRule[];
  readonly wholeLessons: readonly WholeLesson[];
  readonly findings: readonly {
    readonly finding: Entity<'findings'>;
    readonly evidence: readonly Entity<'evidence'>[];
    /** An agreed finding may have lost what it rested on: paper says so, as the screen does. */
    readonly standing: Standing;
  }[];
  /** Oldest first. */
  readonly comments: readonly Entity<'comments'>[];
  /** Names of the team's people by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Photos whose bytes are on this tablet. */
  readonly photosHere: ReadonlySet<string>;
}

export interface WholeLesson extends LessonRecord {
  readonly plan: LessonPlan;
  /** Oldest first. */
  readonly photos: ReadonlyMap<NoteId, readonly Photo[]>;
  /** Oldest first; those over a photo name it. */
  readonly strokes: ReadonlyMap<NoteId, readonly Stroke[]>;
  readonly interviews: readonly (Entity<'interviews'> & { readonly letter: PupilLetter })[];
  readonly answers: readonly (Entity<'answers'> & { readonly letter: PupilLetter })[];
  readonly discussion: Entity<'discussions'> | undefined;
  readonly agenda: readonly ItemWithMinutes[];
  readonly actions: readonly Entity<'actions'>[];
  readonly points: readonly Entity<'points'>[];
}

export interface ItemWithMinutes extends AgendaItem {
  /** Taken from the running order by somebody who had not seen what was written to it. */
  readonly isRemoved: boolean;
  /** What was typed to it, as Yjs updates. */
  readonly updates: readonly Uint8Array[];
  /** The notes that were cited, in the order they were. */
  readonly cited: readonly NoteId[];
}

/** Undefined when there is no such study. */
export async function wholeStudy(notebook: Notebook, studyId: StudyId): Promise<WholeStudy | undefined> {
  const overview = await studyOverview(notebook, studyId);
  if (overview === undefined) return undefined;
  const [rules, wholeLessons, findings, comments, members, photosHere] = await Promise.all([
    groundRules(notebook, studyId),
    Promise.all(overview.lessons.map(({ id }) => wholeLesson(notebook, id))),
    studyFindings(notebook, studyId),
    below(notebook, 'comments', studyId),
    all(notebook, 'members'),
    picturesIn(notebook, 'toSeal', 'sealed', 'kept'),
  ]);
  return {
    ...overview,
    groundRules: rules,
    wholeLessons: wholeLessons.filter((lesson) => lesson !== undefined),
    findings: findings.map(({ finding, evidence, standing }) => ({
      finding,
      evidence: evidence.map((piece) => piece.evidence),
      standing,
    })),
    comments: comments.toSorted((a, b) => (a.writtenAt ?? 0) - (b.writtenAt ?? 0)),
    names: new Map(members.map(({ id, name }) => [id, name])),
    photosHere: new Set(photosHere),
  };
}

export async function wholeLesson(notebook: Notebook, lesson: LessonId): Promise<WholeLesson | undefined> {
  const [plan, record, photos, strokes, interviews, answers, talk] = await Promise.all([
    lessonPlan(notebook, lesson),
    lessonRecord(notebook, lesson),
    below(notebook, 'photos', lesson),
    below(notebook, 'strokes', lesson),
    below(notebook, 'interviews', lesson),
    below(notebook, 'answers', lesson),
    discussionOf(notebook, lesson),
  ]);
  if (plan === undefined) return undefined;
  return {
    ...record,
    ...talk,
    plan,
    photos: byNote(photos, ({ takenAt }) => takenAt),
    strokes: byNote(strokes, ({ drawnAt }) => drawnAt),
    interviews: ofPupils(lesson, interviews),
    answers: ofPupils(lesson, answers).toSorted(byOrder),
  };
}

async function discussionOf(notebook: Notebook, lesson: LessonId) {
  const [{ discussion, agenda, removed, citations, actions, points }, minutes] = await Promise.all([
    discussionRecord(notebook, lesson),
    lessonMinutes(notebook, lesson),
  ]);
  return {
    discussion,
    // What was taken away is shown again where it has words, here as on the screen.
    agenda: [...agenda, ...removed].map((item) => ({
      ...item,
      isRemoved: removed.includes(item),
      updates: minutes.flatMap(({ id, update }) => (parentId(id) === item.id && update ? [update] : [])),
      cited: (citations.get(item.id) ?? []).map(({ id }) => childId(lesson, lastSegment(id))),
    })),
    actions,
    points,
  };
}

function byNote<E extends { readonly id: string }>(rows: readonly E[], when: (row: E) => number | null) {
  const groups = new Map<NoteId, E[]>();
  for (const row of rows.toSorted((a, b) => (when(a) ?? 0) - (when(b) ?? 0) || (a.id < b.id ? -1 : 1))) {
    const note = parentId(row.id);
    groups.set(note, [...(groups.get(note) ?? []), row]);
  }
  return groups;
}

/** Rows whose path names a pupil right below the lesson. */
function ofPupils<E extends { readonly id: string }>(lesson: LessonId, rows: readonly E[]) {
  return rows.flatMap((row) => {
    const segment = row.id.slice(lesson.length + 1).split('.')[0];
    const letter = PUPIL_LETTERS.find((known) => known === segment);
    return letter === undefined ? [] : [{ ...row, letter }];
  });
}
