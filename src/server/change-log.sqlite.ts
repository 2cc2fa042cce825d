import { EMPTY_CHAIN, chainInput } from '../protocol/chain.ts';
import type { Head } from '../protocol/requests.ts';
import type { Appended, ChangeLog, LogPage, SealedEnvelope } from './change-log.ts';
import { commitQueue } from './commit-queue.ts';
import { onDisk, type SqliteDatabase } from './database.sqlite.ts';
import { sha256 } from './sha256.ts';
import { watchersByTeam } from './watchers.ts';

const MAX_GROUP_BYTES = 4 * 1024 * 1024;

interface Push {
  readonly team: string;
  readonly envelopes: readonly SealedEnvelope[];
}
type HeadRow = { log: string; seq: number | null; chain: Uint8Array<ArrayBuffer> | null };

export function sqliteChangeLog(
  db: SqliteDatabase,
  options: { readonly onCommitted: () => void },
): ChangeLog {
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
  const selectAfter = db.prepare<[string, number], { bytes: Uint8Array<ArrayBuffer> }>(
    'SELECT bytes FROM envelope WHERE team = ? AND seq > ? ORDER BY seq',
  );
  const insert = db.prepare<[string, number, Uint8Array, Uint8Array, Uint8Array]>(
    'INSERT INTO envelope (team, seq, id, chain, bytes) VALUES (?, ?, ?, ?, ?) ON CONFLICT (team, id) DO NOTHING',
  );
  const watchers = watchersByTeam();

  function headOf(team: string): Head | null {
    const row = selectHead.get(team);
    return row ? { log: row.log, seq: row.seq ?? 0, chain: row.chain ?? EMPTY_CHAIN } : null;
  }

  function appendOne({ team, envelopes }: Push): Appended | null {
    const head = headOf(team);
    if (!head) return null;
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

  const appendGroup = db.transaction((group: readonly Push[]) => group.map(appendOne));

  const push = commitQueue<Push, Appended | null>({
    maxGroupBytes: MAX_GROUP_BYTES,
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
    const envelopes: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    if (after < head.seq) {
      for (const { bytes } of selectAfter.iterate(team, after)) {
        size += bytes.length;
        if (size > maxBytes && envelopes.length > 0) break;
        envelopes.push(bytes);
      }
    }
    return { after: after === 0 ? EMPTY_CHAIN : selectChain.get(team, after)!.chain, envelopes, head };
  });

  return {
    async append(team, envelopes) {
      if (envelopes.length === 0) {
        const head = onDisk(() => headOf(team));
        return head && { seqs: [], added: 0, head };
      }
      const appended = await push({ team, envelopes });
      if (appended && appended.added > 0) watchers.tell(team, appended.head.seq);
      return appended;
    },
    readAfter: async (team, after, maxBytes) => onDisk(() => readPage(team, after, maxBytes)),
    head: async (team) => onDisk(() => headOf(team)),
    watch: (team, onGrown) => watchers.watch(team, onGrown),
  };
}
