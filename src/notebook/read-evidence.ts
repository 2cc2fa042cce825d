import { inCommonTime } from '../domain/common-time.ts';
import { parentId, type NoteId, type StudyId } from '../domain/ids.ts';
import { hasWords, type Answer } from '../domain/interview.ts';
import { byLessonTime, type Note, type Photo } from '../domain/note.ts';
import type { Notebook } from './database.ts';
import { below } from './read.ts';

/** Everything of a study that a finding can rest on. */
export interface StudyEvidence {
  /** Lesson by lesson, in common lesson time. */
  readonly notes: readonly Note[];
  /** By the note they hang on, oldest first. */
  readonly photos: ReadonlyMap<NoteId, readonly Photo[]>;
  readonly answers: readonly Answer[];
}

export async function studyEvidence(notebook: Notebook, study: StudyId): Promise<StudyEvidence> {
  const [sittings, notes, photos, answers] = await Promise.all([
    below(notebook, 'sittings', study),
    below(notebook, 'notes', study),
    below(notebook, 'photos', study),
    below(notebook, 'answers', study),
  ]);
  const photosOf = new Map<NoteId, readonly Photo[]>();
  for (const photo of photos.toSorted((a, b) => (a.takenAt ?? 0) - (b.takenAt ?? 0))) {
    const note = parentId(photo.id);
    photosOf.set(note, [...(photosOf.get(note) ?? []), photo]);
  }
  const lessonsFirst = (a: Note, b: Note) =>
    parentId(a.id).localeCompare(parentId(b.id)) || byLessonTime(a, b);
  return {
    notes: inCommonTime({ sittings, stageMarks: [], notes }).notes.toSorted(lessonsFirst),
    photos: photosOf,
    answers: answers.filter(hasWords),
  };
}
