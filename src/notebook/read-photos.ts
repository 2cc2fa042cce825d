import { lastSegment, parentId, studyOf, type LessonId, type NoteId } from '../domain/ids.ts';
import type { Photo } from '../domain/note.ts';
import type { Notebook, Picture } from './database.ts';
import { all, below, one } from './read.ts';

/** The photos of a lesson and whose names are told with them. */
export interface LessonPhotos {
  /** Oldest first. */
  readonly byNote: ReadonlyMap<NoteId, readonly Photo[]>;
  /** Aliases by letter. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Observers' names by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Letters of the pupils whose work may be photographed. */
  readonly allowed: ReadonlySet<string>;
}

export async function lessonPhotos(notebook: Notebook, lesson: LessonId): Promise<LessonPhotos> {
  const [photos, pupils, members] = await Promise.all([
    below(notebook, 'photos', lesson),
    below(notebook, 'pupils', studyOf(lesson)),
    all(notebook, 'members'),
  ]);
  const byNote = new Map<NoteId, readonly Photo[]>();
  for (const photo of photos.toSorted((a, b) => (a.takenAt ?? 0) - (b.takenAt ?? 0))) {
    const note = parentId(photo.id);
    byNote.set(note, [...(byNote.get(note) ?? []), photo]);
  }
  return {
    byNote,
    aliases: new Map(pupils.map(({ id, alias }) => [lastSegment(id), alias])),
    names: new Map(members.map(({ id, name }) => [id, name])),
    allowed: new Set(pupils.flatMap(({ id, photosAllowed }) => (photosAllowed ? [lastSegment(id)] : []))),
  };
}

/** The bytes of a photo, if they are on this tablet. */
export async function pictureBytes(
  notebook: Notebook,
  photo: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return (await notebook.pictures.get(photo))?.bytes;
}

/** Which photos are in one of these states; without their bytes. */
export async function picturesIn(
  notebook: Notebook,
  ...states: readonly Picture['state'][]
): Promise<readonly string[]> {
  return await notebook.pictures
    .where('state')
    .anyOf([...states])
    .primaryKeys();
}

export async function photo(notebook: Notebook, id: string): Promise<Photo | undefined> {
  return await one(notebook, 'photos', id);
}

/** Photos of these notes that are not in the mailbox yet: saved here, and not even on their way. */
export async function photosNotSealed(notebook: Notebook): Promise<readonly string[]> {
  return (await photosOf(notebook, await picturesIn(notebook, 'toSeal'))).map(({ id }) => id);
}

/** Those of these photos that are not deleted. */
export async function photosOf(notebook: Notebook, ids: readonly string[]): Promise<readonly Photo[]> {
  const found = await Promise.all(ids.map((id) => photo(notebook, id)));
  return found.flatMap((row) => row ?? []);
}
