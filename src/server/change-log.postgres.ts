import { EMPTY_CHAIN } from '../protocol/chain.ts';
import type { Head, Tombstone } from '../protocol/requests.ts';
import { postgresAppend } from './append.postgres.ts';
import type { ChangeLog, Erasures, LogPage, Sender } from './change-log.ts';
import type { PostgresDatabase, Statement } from './database.postgres.ts';
import { postgresErase } from './erase.postgres.ts';
import type { Pokes } from './pokes.postgres.ts';

/** What an erased envelope weighs in a page: its id and hash. */
const TOMBSTONE_BYTES = 64;
/** Envelopes of one page, so that a page of small ones reads no more than it can hold. */
const MAX_PAGE_ENVELOPES = 10_000;

interface PlaceRow {
  readonly log: string;
  readonly seq: number;
  readonly chain: Uint8Array<ArrayBuffer>;
  readonly after: Uint8Array<ArrayBuffer> | null;
}
interface EnvelopeRow {
  readonly id: Uint8Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly hash: Uint8Array<ArrayBuffer> | null;
}

const selectHead: Statement = { name: 'head', text: 'SELECT log, seq, chain FROM team WHERE team = $1' };
const selectHeadFor: Statement = {
  name: 'head-for',
  text: `SELECT log, seq, chain FROM team WHERE team = $1
    AND EXISTS (SELECT FROM device WHERE team = $1 AND device = $2 AND token_hash = $3)`,
};
const selectPlace: Statement = {
  name: 'place',
  text: `SELECT team.log, team.seq, team.chain, envelope.chain AS after FROM team
    LEFT JOIN envelope ON envelope.team = team.team AND envelope.seq = $2
    WHERE team.team = $1`,
};
// The length of bytes that lie beside their row is known without reading them.
const selectPage: Statement = {
  name: 'page',
  text: `SELECT id, bytes, erased_hash AS hash FROM (
      SELECT seq, id, bytes, erased_hash, sum(CASE WHEN erased_hash IS NULL THEN octet_length(bytes) ELSE ${TOMBSTONE_BYTES} END)
        OVER (ORDER BY seq ROWS UNBOUNDED PRECEDING) AS size
      FROM envelope WHERE team = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT ${MAX_PAGE_ENVELOPES}
    ) AS sized
    WHERE size <= $4 OR seq = $2 + 1 ORDER BY seq`,
};
const selectErasures: Statement = {
  name: 'erasures',
  text: 'SELECT n, id FROM erasure WHERE team = $1 AND n > $2 ORDER BY n LIMIT $3',
};
const selectErasureCount: Statement = {
  name: 'erasure-count',
  text: 'SELECT erasures FROM team WHERE team = $1',
};

export function postgresChangeLog(
  database: PostgresDatabase,
  options: { readonly pokes: Pokes; readonly isSharded: boolean },
): ChangeLog {
  const push = postgresAppend(database, options);
  const eraseAll = postgresErase(database);

  async function headOf(team: string): Promise<Head | null> {
    const [head] = await database.query<Head>(selectHead, [team]);
    return head ?? null;
  }

  async function headFor(team: string, sender: Sender | undefined): Promise<Head | null> {
    if (!sender) return await headOf(team);
    const [head] = await database.query<Head>(selectHeadFor, [team, sender.device, sender.tokenHash]);
    return head ?? null;
  }

  return {
    head: headOf,
    async append(team, envelopes, sender) {
      if (envelopes.length === 0) {
        const head = await headFor(team, sender);
        return head && { seqs: [], added: 0, head };
      }
      const appended = await push({ team, envelopes, sender });
      if (appended && appended.added > 0) options.pokes.tell(team, appended.head.seq);
      return appended;
    },
    async readAfter(team, after, maxBytes): Promise<LogPage | null> {
      const [place] = await database.query<PlaceRow>(selectPlace, [team, after]);
      if (!place) return null;
      const { after: chainThere, ...head } = place;
      if (after > head.seq) return { after: null, envelopes: [], head };
      // Up to the head just read: what is pushed meanwhile belongs to a later page, and what was there stays.
      const rows =
        after === head.seq
          ? []
          : await database.query<EnvelopeRow>(selectPage, [team, after, head.seq, maxBytes]);
      return { after: after === 0 ? EMPTY_CHAIN : chainThere, envelopes: rows.map(toEntry), head };
    },
    async erase(team, ids, by) {
      const outcome = await eraseAll(team, ids, by);
      if (!outcome) return null;
      if (outcome.erased > 0) options.pokes.tell(team, outcome.seq);
      return outcome.erased;
    },
    async erasedAfter(team, count, limit): Promise<Erasures> {
      const rows = await database.query<{ n: number; id: Uint8Array<ArrayBuffer> }>(selectErasures, [
        team,
        count,
        limit,
      ]);
      const last = rows.at(-1)?.n;
      if (last !== undefined) return { count: last, ids: rows.map(({ id }) => id) };
      const [held] = await database.query<{ erasures: number }>(selectErasureCount, [team]);
      return { count: held?.erasures ?? 0, ids: [] };
    },
    watch: (team, onGrown) => options.pokes.watch(team, onGrown),
  };
}

function toEntry({ id, bytes, hash }: EnvelopeRow): Uint8Array<ArrayBuffer> | Tombstone {
  return hash ? { id, hash } : bytes;
}
