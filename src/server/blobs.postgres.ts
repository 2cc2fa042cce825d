import { sameBytes } from '../protocol/bytes.ts';
import type { Blobs } from './blobs.ts';
import type { PostgresDatabase, Query, Statement } from './database.postgres.ts';

/** A photo that was erased keeps this one piece, without bytes, so that none of the others is taken again. */
const TOMBSTONE_CHUNK = -1;

/** Locks what the team's photos take, so that two processes cannot both find room, or a place empty. Notes are not held up by it. */
const lockUse: Statement = {
  name: 'lock-blob-use',
  text: `INSERT INTO blob_use (team, bytes) VALUES ($1, 0)
    ON CONFLICT (team) DO UPDATE SET bytes = blob_use.bytes RETURNING bytes`,
};
/** Held until the commit, so that a removal at the same time comes before it or after it. */
const holdDevice: Statement = {
  name: 'hold-device-of-blob',
  text: 'SELECT 1 FROM device WHERE team = $1 AND device = $2 FOR KEY SHARE',
};
const addUse: Statement = {
  name: 'add-blob-use',
  text: 'UPDATE blob_use SET bytes = bytes + $2 WHERE team = $1',
};
const selectChunk: Statement = {
  name: 'blob-chunk',
  text: 'SELECT bytes FROM blob_chunk WHERE team = $1 AND blob = $2 AND chunk = $3',
};
const selectHeld: Statement = {
  name: 'held-blob-chunk',
  text: `SELECT chunk, bytes FROM blob_chunk WHERE team = $1 AND blob = $2 AND chunk IN ($3, ${TOMBSTONE_CHUNK})`,
};
const insertChunk: Statement = {
  name: 'insert-blob-chunk',
  text: 'INSERT INTO blob_chunk (team, blob, chunk, bytes) VALUES ($1, $2, $3, $4)',
};
const removeBlobs: Statement = {
  name: 'remove-blobs',
  text: `DELETE FROM blob_chunk WHERE team = $1 AND blob = ANY($2) AND chunk <> ${TOMBSTONE_CHUNK}
    RETURNING blob, octet_length(bytes) AS size`,
};
const insertTombstones: Statement = {
  name: 'insert-blob-tombstones',
  text: `INSERT INTO blob_chunk (team, blob, chunk, bytes)
    SELECT $1, blob, ${TOMBSTONE_CHUNK}, '' FROM unnest($2::bytea[]) AS erased (blob)
    ON CONFLICT (team, blob, chunk) DO NOTHING`,
};

type BytesRow = { readonly bytes: Uint8Array<ArrayBuffer> };

export function postgresBlobs(database: PostgresDatabase): Blobs {
  return {
    put: ({ team, blob, chunk }, bytes, { maxBytes, by }) =>
      database.transaction(async (query) => {
        if (!(await isIn(query, team, by))) return 'refused';
        const locked = query<{ bytes: number }>(lockUse, [team]);
        const pieces = await query<BytesRow & { chunk: number }>(selectHeld, [team, blob, chunk]);
        const [use] = await locked;
        if (pieces.some((piece) => piece.chunk === TOMBSTONE_CHUNK)) return 'erased';
        const [held] = pieces;
        if (held) return sameBytes(held.bytes, bytes) ? 'stored' : 'differs';
        if ((use?.bytes ?? 0) + bytes.length > maxBytes) return 'full';
        void query(insertChunk, [team, blob, chunk, bytes]);
        void query(addUse, [team, bytes.length]);
        return 'stored';
      }),
    erase: (team, blobs, by) =>
      database.transaction(async (query) => {
        if (!(await isIn(query, team, by))) return null;
        void query(lockUse, [team]);
        const removed = await query<{ blob: Uint8Array; size: number }>(removeBlobs, [team, blobs]);
        void query(insertTombstones, [team, blobs]);
        void query(addUse, [team, -removed.reduce((sum, { size }) => sum + size, 0)]);
        return new Set(removed.map(({ blob }) => Buffer.from(blob).toString('hex'))).size;
      }),
    async get({ team, blob, chunk }) {
      const [held] = await database.query<BytesRow>(selectChunk, [team, blob, chunk]);
      return held?.bytes ?? null;
    },
  };
}

/** Let in when its request began, it may have been removed since. */
async function isIn(query: Query, team: string, by: string | undefined): Promise<boolean> {
  return by === undefined || (await query(holdDevice, [team, by])).length > 0;
}
