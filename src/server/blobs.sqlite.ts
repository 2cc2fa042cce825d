import { sameBytes } from '../protocol/bytes.ts';
import type { Blobs, ChunkAddress } from './blobs.ts';
import { onDisk, type SqliteDatabase } from './database.sqlite.ts';

/** A photo that was erased keeps this one piece, without bytes, so that none of the others is taken again. */
const TOMBSTONE_CHUNK = -1;
const NO_BYTES = new Uint8Array();

export function sqliteBlobs(
  db: SqliteDatabase,
  options: { readonly onCommitted: () => void; readonly onErased: () => void },
): Blobs {
  const selectChunk = db.prepare<[string, Uint8Array, number], { bytes: Uint8Array<ArrayBuffer> }>(
    'SELECT bytes FROM blob_chunk WHERE team = ? AND blob = ? AND chunk = ?',
  );
  const selectUse = db.prepare<[string], { bytes: number }>('SELECT bytes FROM blob_use WHERE team = ?');
  const insert = db.prepare<[string, Uint8Array, number, Uint8Array]>(
    'INSERT INTO blob_chunk (team, blob, chunk, bytes) VALUES (?, ?, ?, ?)',
  );
  const addUse = db.prepare<[string, number]>(
    'INSERT INTO blob_use (team, bytes) VALUES (?, ?) ON CONFLICT (team) DO UPDATE SET bytes = bytes + excluded.bytes',
  );
  const bytesAt = ({ team, blob, chunk }: ChunkAddress) => selectChunk.get(team, blob, chunk)?.bytes;

  const selectDevice = db.prepare<[string, string], { one: number }>(
    'SELECT 1 AS one FROM device WHERE team = ? AND device = ?',
  );
  /** Let in when its request began, it may have been removed since. */
  const isOut = (team: string, by: string | undefined) =>
    by !== undefined && selectDevice.get(team, by) === undefined;

  const isErased = (team: string, blob: Uint8Array) =>
    bytesAt({ team, blob, chunk: TOMBSTONE_CHUNK }) !== undefined;

  const put = db.transaction((address: ChunkAddress, bytes: Uint8Array, maxBytes: number, by?: string) => {
    const { team, blob, chunk } = address;
    if (isOut(team, by)) return 'refused';
    if (isErased(team, blob)) return 'erased';
    const held = bytesAt(address);
    if (held) return sameBytes(held, bytes) ? 'stored' : 'differs';
    if ((selectUse.get(team)?.bytes ?? 0) + bytes.length > maxBytes) return 'full';
    insert.run(team, blob, chunk, bytes);
    addUse.run(team, bytes.length);
    return 'stored';
  });

  const selectSize = db.prepare<[string, Uint8Array], { bytes: number | null }>(
    'SELECT sum(length(bytes)) AS bytes FROM blob_chunk WHERE team = ? AND blob = ?',
  );
  const remove = db.prepare<[string, Uint8Array]>('DELETE FROM blob_chunk WHERE team = ? AND blob = ?');
  const eraseAll = db.transaction((team: string, blobs: readonly Uint8Array[], by?: string) => {
    if (isOut(team, by)) return null;
    let erased = 0;
    for (const blob of blobs) {
      if (isErased(team, blob)) continue;
      const size = selectSize.get(team, blob)?.bytes ?? null;
      remove.run(team, blob);
      insert.run(team, blob, TOMBSTONE_CHUNK, NO_BYTES);
      if (size === null) continue;
      addUse.run(team, -size);
      erased++;
    }
    return erased;
  });

  return {
    async erase(team, ids, by) {
      const erased = onDisk(() => eraseAll.immediate(team, ids, by));
      if (erased) options.onErased();
      return erased;
    },
    async put(address, bytes, { maxBytes, by }) {
      // IMMEDIATE takes the write lock before the look, so that two processes cannot both find the place empty.
      const outcome = onDisk(() => put.immediate(address, bytes, maxBytes, by));
      options.onCommitted();
      return outcome;
    },
    get: async (address) => onDisk(() => bytesAt(address) ?? null),
  };
}
