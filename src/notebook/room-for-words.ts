import { alive } from './alive.ts';
import type { Notebook } from './database.ts';

/**
 * What must still find a place after a photo: some four thousand notes. Browsers no longer tell how much room a disk has
 * (Chromium's estimate is a fixed sum), and one that runs a disk to its last byte may throw away what it holds.
 */
const ROOM_FOR_WORDS_BYTES = 2 * 1024 * 1024;

/** One place for all pages: what a page that was killed in between left there is gone with the next photo. */
const PROBE = 'room';
/** As much randomness as a browser gives at once. */
const PIECE_BYTES = 65_536;

/** Writes as much as that and this many bytes, and takes it away again; rejects with what the disk objected to. */
export async function tryRoomBeside(notebook: Notebook, bytes: number): Promise<void> {
  // Nothing that a database could press together.
  const pieces = Math.ceil((ROOM_FOR_WORDS_BYTES + bytes) / PIECE_BYTES);
  const value = Array.from({ length: pieces }, () => notebook.random(PIECE_BYTES));
  await alive(notebook, () =>
    notebook.transaction('rw', notebook.drafts, () => notebook.drafts.put({ key: PROBE, value })),
  );
  await alive(notebook, () => notebook.drafts.delete(PROBE));
}
