import {
  childId,
  lastSegment,
  type LessonId,
  type MemberId,
  type NoteId,
  type SittingId,
  type StageId,
} from '../domain/ids.ts';
import type { Kind, MatchValue } from '../domain/note.ts';
import type { PupilLetter, Subject } from '../domain/study.ts';
import type { Fields } from '../domain/tables.ts';
import { alive } from './alive.ts';
import { commitNew } from './commit-new.ts';
import { commit, type CommitOptions, type Replaces, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { below } from './read.ts';
import { ownSittings } from './read-sitting.ts';

/** Starts this observer's own watch and clock; the first stage, if there is one, begins with it. */
export async function startSitting(
  notebook: Notebook,
  { lesson, member, firstStage }: { lesson: LessonId; member: MemberId; firstStage: StageId | undefined },
): Promise<SittingId> {
  const tables = ['sittings', 'stageMarks', 'outbox', 'history', 'undoSteps', 'meta'];
  return await notebook.allOrNothing(tables, async () => {
    // Pressed in two tabs at once it is one watch: the second goes on in the first one's.
    const running = (await ownSittings(notebook, lesson, member)).find(({ endedMs }) => endedMs === null);
    if (running) return running.id;
    const id = childId(lesson, notebook.newId());
    const writes: Write[] = [
      {
        table: 'sittings',
        row: id,
        fields: { member, device: notebook.device, startedAt: notebook.now() },
      },
    ];
    if (firstStage !== undefined) writes.push(stageMark(notebook, lesson, id, firstStage, 0));
    await commit(notebook, writes);
    return id;
  });
}

/** One tap: from this lesson time on, this observer is in this stage. */
export async function markStage(
  notebook: Notebook,
  { lesson, sitting, stage, atMs }: { lesson: LessonId; sitting: SittingId; stage: StageId; atMs: number },
): Promise<void> {
  await commit(notebook, [stageMark(notebook, lesson, sitting, stage, atMs)], { undoScope: sitting });
}

export async function endSitting(notebook: Notebook, sitting: SittingId, endedMs: number): Promise<void> {
  await commit(notebook, [{ table: 'sittings', row: sitting, fields: { endedMs: Math.round(endedMs) } }]);
}

/** A lesson ended by mistake goes on; its clock never stopped. */
export async function reopenSitting(notebook: Notebook, sitting: SittingId): Promise<void> {
  await commit(notebook, [{ table: 'sittings', row: sitting, fields: { endedMs: null } }]);
}

export interface NewNote {
  /** Made when the pupil was tapped, so that a note saved twice after a crash is one note. */
  readonly id: NoteId;
  /** Undefined for a note after the lesson by somebody who did not watch it on this tablet. */
  readonly sitting: SittingId | undefined;
  readonly observer: MemberId;
  readonly pupil: Subject;
  readonly stage: StageId | undefined;
  readonly atMs: number;
  readonly kind: Kind;
  readonly text: string;
  readonly tags: readonly string[];
  readonly starred?: boolean;
  readonly afterLesson?: boolean;
  /** The last segment of a seat of the seating plan, or `TEACHER`. */
  readonly seat?: string | undefined;
  /** Its row was deleted by who writes it again now: it is no note that was restored, and has no tag of before. */
  readonly isBack?: boolean;
}

export function newNoteId(notebook: Notebook, lesson: LessonId): NoteId {
  return childId(lesson, notebook.newId());
}

export async function addNote(
  notebook: Notebook,
  note: NewNote,
  { undoScope = note.sitting, ...options }: CommitOptions = {},
): Promise<void> {
  const fields: Fields<'notes'> = {
    sitting: note.sitting === undefined ? '' : lastSegment(note.sitting),
    observer: note.observer,
    pupil: note.pupil,
    atMs: Math.round(note.atMs),
    kind: note.kind,
    text: note.text,
    writtenAt: notebook.now(),
  };
  if (note.stage !== undefined) fields.stage = lastSegment(note.stage);
  if (note.tags.length > 0 || note.isBack) fields.tags = note.tags;
  if (note.starred) fields.starred = true;
  if (note.afterLesson) fields.afterLesson = true;
  if (note.seat !== undefined) fields.seat = note.seat;
  const write: Write = { table: 'notes', row: note.id, fields, ...(note.isBack && { deleted: false }) };
  await commitNew(notebook, [write], { ...options, undoScope });
}

/** What its observer may change about a note. A stage chosen here is kept when stage marks are corrected later. */
export type NoteEdit = Pick<
  Fields<'notes'>,
  'text' | 'kind' | 'pupil' | 'tags' | 'starred' | 'stage' | 'isStageSet'
>;

/** Own notes only, which is the screen's rule: the words of a note belong to who saw it. */
export async function editNote(
  notebook: Notebook,
  id: NoteId,
  fields: NoteEdit,
  options: CommitOptions = {},
): Promise<void> {
  await commit(notebook, [{ table: 'notes', row: id, fields }], options);
}

export async function deleteNote(notebook: Notebook, id: NoteId, options: CommitOptions = {}): Promise<void> {
  const writes: Write[] = [{ table: 'notes', row: id, deleted: true }];
  await commit(notebook, [...writes, ...(await deletionsOfPhotos(notebook, id))], options);
}

/** A note that was deleted, and to which something is added after all. */
export async function bringBackNote(notebook: Notebook, id: NoteId): Promise<void> {
  await commit(notebook, [{ table: 'notes', row: id, deleted: false }]);
}

/** This observer's mark against one prediction; '' takes it back. */
export async function setMatch(
  notebook: Notebook,
  {
    stage,
    letter,
    member,
    value,
    undoScope,
  }: {
    stage: StageId;
    letter: PupilLetter;
    member: MemberId;
    value: MatchValue | '';
    undoScope: SittingId;
  },
): Promise<void> {
  const row = childId(stage, letter, member);
  await commit(notebook, [{ table: 'matches', row, fields: { value } }], { undoScope });
}

/** One pupil, or the teacher, spoke to another. Seats by their last segment, or `TEACHER`. */
export async function addInteraction(
  notebook: Notebook,
  {
    lesson,
    sitting,
    observer,
    stage,
    from,
    to,
    atMs,
  }: {
    lesson: LessonId;
    sitting: SittingId;
    observer: MemberId;
    stage: StageId | undefined;
    from: string;
    to: string;
    atMs: number;
  },
): Promise<void> {
  const fields: Fields<'interactions'> = {
    sitting: lastSegment(sitting),
    observer,
    from,
    to,
    atMs: Math.round(atMs),
    ...(stage !== undefined && { stage: lastSegment(stage) }),
  };
  const row = childId(lesson, notebook.newId());
  await commitNew(notebook, [{ table: 'interactions', row, fields }], { undoScope: sitting });
}

/** What the team agreed for one prediction; '' opens it again. */
export async function setVerdict(
  notebook: Notebook,
  stage: StageId,
  letter: PupilLetter,
  fields: { value?: MatchValue | ''; remark?: string },
  replaces?: Replaces,
): Promise<void> {
  const row = childId(stage, letter);
  await commit(notebook, [{ table: 'verdicts', row, fields, ...(replaces && { replaces }) }]);
}

function stageMark(
  notebook: Notebook,
  lesson: LessonId,
  sitting: SittingId,
  stage: StageId,
  atMs: number,
): Write {
  return {
    table: 'stageMarks',
    row: childId(lesson, notebook.newId()),
    fields: { sitting: lastSegment(sitting), stage: lastSegment(stage), atMs: Math.round(atMs) },
  };
}

/** With a note go its photos. */
async function deletionsOfPhotos(notebook: Notebook, note: NoteId): Promise<readonly Write[]> {
  const photos = await alive(notebook, () => below(notebook, 'photos', note));
  return photos.map(({ id }): Write => ({ table: 'photos', row: id, deleted: true }));
}
