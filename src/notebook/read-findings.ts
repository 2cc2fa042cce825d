import { inCommonTime } from '../domain/common-time.ts';
import {
  standingOf,
  weightOfNote,
  type Evidence,
  type Finding,
  type Standing,
  type Weight,
} from '../domain/finding.ts';
import { hasWords, type Answer } from '../domain/interview.ts';
import { childId, lessonOf, parentId, type LessonId, type StudyId } from '../domain/ids.ts';
import type { Note, Photo } from '../domain/note.ts';
import { byOrder, type Study } from '../domain/study.ts';
import type { Entity, TableName } from '../domain/tables.ts';
import type { Notebook } from './database.ts';
import { all, below, one } from './read.ts';
import { entityOf } from './stored-row.ts';
import { studies } from './read-study.ts';

/** A piece of evidence with what it points at, as far as that is still there. A photo comes with its note. */
export interface PieceOfEvidence {
  readonly evidence: Evidence;
  readonly weight: Weight;
  readonly lesson: LessonId;
  readonly note?: Note | undefined;
  readonly photo?: Photo | undefined;
  readonly answer?: Answer | undefined;
}

export interface FindingInFull {
  readonly finding: Finding;
  /** In the order in which it was added. */
  readonly evidence: readonly PieceOfEvidence[];
  readonly standing: Standing;
}

/** What a study found, in the team's order, each with what it rests on. */
export async function studyFindings(notebook: Notebook, study: StudyId): Promise<readonly FindingInFull[]> {
  const findings = await below(notebook, 'findings', study);
  return await withEvidence(notebook, findings.toSorted(byOrder), await below(notebook, 'evidence', study));
}

export async function findingInFull(notebook: Notebook, id: string): Promise<FindingInFull | undefined> {
  const finding = await one(notebook, 'findings', id);
  if (finding === undefined) return undefined;
  const [found] = await withEvidence(notebook, [finding], await below(notebook, 'evidence', id));
  return found;
}

async function withEvidence(
  notebook: Notebook,
  findings: readonly Finding[],
  evidence: readonly Evidence[],
): Promise<readonly FindingInFull[]> {
  const idsOf = (kind: string) => evidence.flatMap((piece) => (piece.kind === kind ? [piece.row] : []));
  const photoIds = idsOf('photo');
  const [notes, photos, answers] = await Promise.all([
    notesInCommonTime(notebook, [...idsOf('note'), ...photoIds.map(parentId)]),
    byId(notebook, 'photos', photoIds),
    byId(notebook, 'answers', idsOf('answer')),
  ]);
  const pieces = new Map<string, PieceOfEvidence[]>();
  for (const each of evidence.toSorted((a, b) => (a.addedAt ?? 0) - (b.addedAt ?? 0))) {
    const finding = parentId(each.id);
    const piece = pieceOf(each, { notes, photos, answers });
    pieces.set(finding, [...(pieces.get(finding) ?? []), piece]);
  }
  return findings.map((finding) => {
    const own = pieces.get(finding.id) ?? [];
    const weights = own.map(({ weight }) => weight);
    return { finding, evidence: own, standing: standingOf(finding.claim, weights) };
  });
}

interface RowsPointedAt {
  readonly notes: ReadonlyMap<string, Note>;
  readonly photos: ReadonlyMap<string, Photo>;
  readonly answers: ReadonlyMap<string, Answer>;
}

function pieceOf(evidence: Evidence, { notes, photos, answers }: RowsPointedAt): PieceOfEvidence {
  const { kind, row } = evidence;
  const lesson = lessonOf(row);
  if (kind === 'note') {
    const note = notes.get(row);
    return { evidence, lesson, note, weight: weightOfNote(note) };
  }
  if (kind === 'photo') {
    const [photo, note] = [photos.get(row), notes.get(parentId(row))];
    // A pupil's work is evidence, whatever sort of note it hangs on; a photo whose note went is nowhere to be seen.
    return { evidence, lesson, note, photo, weight: photo && note ? 'evidence' : 'gone' };
  }
  if (kind === 'answer') {
    const answer = answers.get(row);
    return { evidence, lesson, answer, weight: hasWords(answer) ? 'evidence' : 'gone' };
  }
  // A newer version's sort of evidence: this one cannot see it and does not call its finding unfounded.
  return { evidence, lesson, weight: 'evidence' };
}

/** With the times that the review shows for them. */
async function notesInCommonTime(
  notebook: Notebook,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Note>> {
  const notes = [...(await byId(notebook, 'notes', ids)).values()];
  const watched = notes.map(({ id, sitting }) => childId(lessonOf(id), sitting));
  const sittings = [...(await byId(notebook, 'sittings', watched)).values()];
  return new Map(inCommonTime({ sittings, stageMarks: [], notes }).notes.map((note) => [note.id, note]));
}

async function byId<T extends TableName>(
  notebook: Notebook,
  table: T,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Entity<T>>> {
  const found = ids.length === 0 ? [] : await notebook.rows(table).bulkGet([...new Set(ids)]);
  return new Map(
    found.flatMap((stored) => {
      const row = stored && entityOf(table, stored);
      return row ? [[stored.id, row] as const] : [];
    }),
  );
}

/** A finding of the library, with the study it comes from. */
export interface SharedFinding {
  readonly finding: Finding;
  readonly study: Study;
}

/** What the team agreed on in all its studies, latest first. */
export async function agreedFindings(notebook: Notebook): Promise<readonly SharedFinding[]> {
  const [findings, known] = await Promise.all([all(notebook, 'findings'), studies(notebook)]);
  const studyById = new Map(known.map((study) => [study.id, study]));
  return findings
    .filter(({ agreedAt }) => agreedAt !== null)
    .toSorted((a, b) => (b.agreedAt ?? 0) - (a.agreedAt ?? 0) || (a.id < b.id ? -1 : 1))
    .flatMap((finding) => {
      const study = studyById.get(parentId(finding.id));
      return study ? [{ finding, study }] : [];
    });
}

/** What these findings rest on: asked only for those on screen. */
export async function findingsInFull(
  notebook: Notebook,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FindingInFull>> {
  const found = await Promise.all(ids.map((id) => findingInFull(notebook, id)));
  return new Map(found.flatMap((each) => (each ? [[each.finding.id, each] as const] : [])));
}

/** How many findings a study has, and how many of them the team agreed on. */
export async function findingCounts(
  notebook: Notebook,
  study: StudyId,
): Promise<{ readonly all: number; readonly agreed: number }> {
  const findings = await below(notebook, 'findings', study);
  return { all: findings.length, agreed: findings.filter(({ agreedAt }) => agreedAt !== null).length };
}
