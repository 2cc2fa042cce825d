import { EMPTY_CHAIN, chainInput } from '../protocol/chain.ts';
import type { Head, Tombstone } from '../protocol/requests.ts';
import type { Appended, ChangeLog, Erasures, LogPage, SealedEnvelope, Sender } from './change-log.ts';
import { commitQueue } from './commit-queue.ts';
import { onDisk, type SqliteDatabase } from './database.sqlite.ts';
import { sha256 } from './sha256.ts';
import { watchersByTeam } from './watchers.ts';

const MAX_GROUP_BYTES = 4 * 1024 * 1024;
/** Sixteen groups: what waits longer than those take is better sent again. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
/** What an erased envelope weighs in a page: its id and hash. */
const TOMBSTONE_BYTES = 64;

interface Push {
  readonly team: string;
  readonly envelopes: readonly SealedEnvelope[];
  readonly sender?: Sender | undefined;
}
interface EnvelopeRow {
  readonly id: Uint8Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly hash: Uint8Array<ArrayBuffer> | null;
}

/** What removing a tablet needs of the log, within its own transaction. */
export interface LogOfRemovals {
  /** `behind` when the log does not end at `after`; an envelope that is there already is there. */
  appendAt(team: string, envelope: SealedEnvelope, after: number): 'appended' | 'held' | 'behind';
  /** After the commit. */
  tellWatchers(team: string): void;
}

type HeadRow = { log: string; seq: number | null; chain: Uint8Array<ArrayBuffer> | null };

export function sqliteChangeLog(
  db: SqliteDatabase,
  options: { readonly onCommitted: () => void; readonly onErased: () => void },
): ChangeLog & LogOfRemovals {
  const selectHead = db.prepare<[string], HeadRow>(`
    SELECT team.log, last.seq, last.chain FROM team
    LEFT JOIN envelope last ON last.team = team.team
      AND last.seq = (SELECT max(seq) FROM envelope WHERE team = team.team)
    WHERE team.team = ?`);
  const selectSeq = db.prepare<[string, Uint8Array], { seq: number }>(
    'SELECT seq FROM envelope WHERE team = ? AND id = ?',
  );
  const selectChain = db.prepare<[string, number], { chain: Uint8Array<ArrayBuffer> }>(
    'SELECT chain FROM envelope WHERE team = ? AND seq = ?',
  );
  const selectAfter = db.prepare<[string, number], EnvelopeRow>(
    'SELECT id, bytes, erased_hash AS hash FROM envelope WHERE team = ? AND seq > ? ORDER BY seq',
  );
  const insert = db.prepare<[string, number, Uint8Array, Uint8Array, Uint8Array]>(
    'INSERT INTO envelope (team, seq, id, chain, bytes) VALUES (?, ?, ?, ?, ?) ON CONFLICT (team, id) DO NOTHING',
  );
  const selectBytes = db.prepare<[string, Uint8Array], { bytes: Uint8Array }>(
    'SELECT bytes FROM envelope WHERE team = ? AND id = ? AND erased_hash IS NULL',
  );
  const blank = db.prepare<[Uint8Array, string, Uint8Array]>(
    "UPDATE envelope SET bytes = x'', erased_hash = ? WHERE team = ? AND id = ?",
  );
  const countErasure = db.prepare<[string, Uint8Array, string]>(
    'INSERT INTO erasure (team, n, id) SELECT ?, coalesce(max(n), 0) + 1, ? FROM erasure WHERE team = ?',
  );
  const selectErasures = db.prepare<[string, number, number], { n: number; id: Uint8Array<ArrayBuffer> }>(
    'SELECT n, id FROM erasure WHERE team = ? AND n > ? ORDER BY n LIMIT ?',
  );
  const selectErasureCount = db.prepare<[string], { n: number | null }>(
    'SELECT max(n) AS n FROM erasure WHERE team = ?',
  );
  const selectDevice = db.prepare<[string, string, Uint8Array], { one: number }>(
    'SELECT 1 AS one FROM device WHERE team = ? AND device = ? AND token_hash = ?',
  );
  const selectName = db.prepare<[string, string], { one: number }>(
    'SELECT 1 AS one FROM device WHERE team = ? AND device = ?',
  );
  const watchers = watchersByTeam();

  function headOf(team: string): Head | null {
    const row = selectHead.get(team);
    return row ? { log: row.log, seq: row.seq ?? 0, chain: row.chain ?? EMPTY_CHAIN } : null;
  }

  /** Let in when the request began, it may have been removed since. */
  function isIn(team: string, sender: Sender | undefined): boolean {
    return !sender || selectDevice.get(team, sender.device, sender.tokenHash) !== undefined;
  }

  function appendOne({ team, envelopes, sender }: Push): Appended | null {
    const head = headOf(team);
    if (!head || !isIn(team, sender)) return null;
    let { seq, chain } = head;
    const seqs = envelopes.map(({ id, bytes }) => {
      const nextChain = sha256(chainInput(chain, seq + 1, sha256(bytes)));
      // The id decides, not the bytes: what was stored and answered first stays.
      if (insert.run(team, seq + 1, id, nextChain, bytes).changes === 0) return selectSeq.get(team, id)!.seq;
      chain = nextChain;
      return ++seq;
    });
    return { seqs, added: seq - head.seq, head: { log: head.log, seq, chain } };
  }

  const eraseAll = db.transaction((team: string, ids: readonly Uint8Array[], by?: string) => {
    const head = headOf(team);
    if (!head || (by !== undefined && !selectName.get(team, by))) return null;
    let erased = 0;
    for (const id of ids) {
      const held = selectBytes.get(team, id);
      if (!held) continue;
      blank.run(sha256(held.bytes), team, id);
      countErasure.run(team, id, team);
      erased++;
    }
    return { erased, seq: head.seq };
  });

  const appendGroup = db.transaction((group: readonly Push[]) => group.map(appendOne));

  const push = commitQueue<Push, Appended | null>({
    maxGroupBytes: MAX_GROUP_BYTES,
    maxWaitingBytes: MAX_WAITING_BYTES,
    bytesOf: ({ envelopes }) => envelopes.reduce((sum, { bytes }) => sum + bytes.length, 0),
    commit: (group) => {
      // IMMEDIATE takes the write lock before the head is read, so no other process can take the same number.
      const results = onDisk(() => appendGroup.immediate(group));
      options.onCommitted();
      return results;
    },
  });

  const readPage = db.transaction((team: string, after: number, maxBytes: number): LogPage | null => {
    const head = headOf(team);
    if (!head) return null;
    if (after > head.seq) return { after: null, envelopes: [], head };
    const envelopes: (Uint8Array<ArrayBuffer> | Tombstone)[] = [];
    let size = 0;
    if (after < head.seq) {
      for (const { id, bytes, hash } of selectAfter.iterate(team, after)) {
        size += hash ? TOMBSTONE_BYTES : bytes.length;
        if (size > maxBytes && envelopes.length > 0) break;
        envelopes.push(hash ? { id, hash } : bytes);
      }
    }
    return { after: after === 0 ? EMPTY_CHAIN : selectChain.get(team, after)!.chain, envelopes, head };
  });

  return {
    async append(team, envelopes, sender) {
      if (envelopes.length === 0) {
        const head = onDisk(() => (isIn(team, sender) ? headOf(team) : null));
        return head && { seqs: [], added: 0, head };
      }
      const appended = await push({ team, envelopes, sender });
      if (appended && appended.added > 0) watchers.tell(team, appended.head.seq);
      return appended;
    },
    readAfter: async (team, after, maxBytes) => onDisk(() => readPage(team, after, maxBytes)),
    head: async (team) => onDisk(() => headOf(team)),
    async erase(team, ids, by) {
      const outcome = onDisk(() => eraseAll.immediate(team, ids, by));
      if (!outcome) return null;
      if (outcome.erased > 0) {
        options.onErased();
        watchers.tell(team, outcome.seq);
      }
      return outcome.erased;
    },
    async erasedAfter(team, count, limit): Promise<Erasures> {
      const rows = onDisk(() => selectErasures.all(team, count, limit));
      const last = rows.at(-1)?.n ?? onDisk(() => selectErasureCount.get(team)?.n) ?? 0;
      return { count: last, ids: rows.map(({ id }) => id) };
    },
    watch: (team, onGrown) => watchers.watch(team, onGrown),
    appendAt(team, envelope, after) {
      if (selectSeq.get(team, envelope.id)) return 'held';
      if (headOf(team)?.seq !== after) return 'behind';
      appendOne({ team, envelopes: [envelope] });
      return 'appended';
    },
    tellWatchers(team) {
      const head = onDisk(() => headOf(team));
      if (head) watchers.tell(team, head.seq);
    },
  };
}
