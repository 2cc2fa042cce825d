import { childId, type NoteId, type SittingId } from '../domain/ids.ts';
import { chunkCount } from '../domain/photo.ts';
import { commit } from './commit.ts';
import type { Notebook } from './database.ts';

export interface NewPhoto {
  readonly note: NoteId;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** Everything that keeping a photo writes to; the bytes and the row stand or fall together. */
const STORES = ['photos', 'pictures', 'outbox', 'history', 'undoSteps', 'meta'];

/**
 * Keeps a photo of work below its note: the bytes on this tablet and the row that colleagues get, in one transaction of
 * strict durability. Each call makes a key and an address of its own, because one key may seal one picture only.
 */
export async function addPhoto(
  notebook: Notebook,
  { note, bytes, width, height }: NewPhoto,
  options: { readonly undoScope?: SittingId } = {},
): Promise<string> {
  const photo = childId(note, notebook.newId());
  const fields = { ...wayOf(notebook, bytes), width, height, takenAt: notebook.now() };
  await notebook.allOrNothing(STORES, async () => {
    // Done already, where the connection to the disk was replaced before that was heard of.
    if ((await notebook.pictures.get(photo)) !== undefined) return;
    await notebook.pictures.add({ photo, state: 'toSeal', bytes });
    await commit(notebook, [{ table: 'photos', row: photo, fields }], options);
  });
  return photo;
}

/** Where a photo's sealed bytes will lie and what opens them: new for each, also when a photo comes from elsewhere. */
export function wayOf(notebook: Notebook, bytes: Uint8Array) {
  return {
    blob: base64Url(notebook.random(16)),
    key: base64Url(notebook.random(32)),
    chunks: chunkCount(bytes.length),
    bytes: bytes.length,
  };
}

/** The bytes stay on this tablet, so that Undo can show the photo again; what was not sent yet is not sent. */
export async function deletePhoto(
  notebook: Notebook,
  photo: string,
  options: { readonly undoScope?: SittingId } = {},
): Promise<void> {
  await commit(notebook, [{ table: 'photos', row: photo, deleted: true }], options);
}

/** Somebody looks at a photo whose bytes are not here: they are to be fetched when there is a network. */
export async function wantPicture(notebook: Notebook, photo: string): Promise<void> {
  await notebook.allOrNothing(['pictures'], async () => {
    if ((await notebook.pictures.get(photo)) === undefined) {
      await notebook.pictures.add({ photo, state: 'wanted' });
    }
  });
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
