import type { NoteId, SittingId } from '../domain/ids.ts';
import type { Notebook } from '../notebook/database.ts';
import { tryRoomBeside } from '../notebook/room-for-words.ts';
import { addPhoto } from '../notebook/write-photos.ts';
import type { FinishedPicture } from './picture-edits.ts';

/** `noRoom`: the tablet's storage is full, or so nearly that the rest is left to words. `failed`: not saved, try again. */
export type PhotoSaved = 'saved' | 'noRoom' | 'failed';

/** Photos stop while the browser's allowance still has room for some twenty thousand notes: words must always find a place. */
const ALLOWANCE_FOR_WORDS_BYTES = 10 * 1024 * 1024;

/** Keeps a photo below its note; `saved` only when it is durable on this tablet. */
export async function savePhoto(
  notebook: Notebook,
  note: NoteId,
  picture: FinishedPicture,
  undoScope: SittingId,
): Promise<PhotoSaved> {
  if (!(await hasRoomFor(picture.bytes.length))) return 'noRoom';
  try {
    await tryRoomBeside(notebook, 2 * picture.bytes.length);
    await addPhoto(notebook, { note, ...picture }, { undoScope });
    return 'saved';
  } catch (error) {
    console.warn('A photo could not be saved.', error);
    return isStorageFull(error) ? 'noRoom' : 'failed';
  }
}

/** Once opened and once sealed. Where the browser does not tell, or not the truth, the disk itself answers below. */
async function hasRoomFor(bytes: number): Promise<boolean> {
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  if (quota === undefined || usage === undefined) return true;
  return quota - usage > 2 * bytes + ALLOWANCE_FOR_WORDS_BYTES;
}

/**
 * Dexie wraps the browser's own error, sometimes more than once. A disk that is full before the browser's own allowance
 * is used up has other names: of what is too large for its log Chromium says that it could not write a blob.
 */
function isStorageFull(error: unknown): boolean {
  for (let each = error; each instanceof Object; each = (each as { inner?: unknown }).inner) {
    const { name, message } = each as { name?: unknown; message?: unknown };
    if (name === 'QuotaExceededError') return true;
    if (/write blobs|NO_SPACE|disk full/i.test(String(message))) return true;
  }
  return false;
}
