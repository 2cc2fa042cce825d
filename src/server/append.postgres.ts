import type { Appended, SealedEnvelope, Sender } from './change-log.ts';
import type { PostgresDatabase, Query, Statement } from './database.postgres.ts';
import { byteaArray } from './bytea-array.ts';
import { teamQueue, type TeamBatch } from './team-queue.ts';

const MAX_GROUP_BYTES = 4 * 1024 * 1024;
/** Sixteen groups: what waits longer than those take is better sent again. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
const TEAMS_TOGETHER = 100;
const TRANSACTIONS_AT_ONCE = 2;
/** Many times what a good disk takes, and not much to a tablet. */
const BESIDE_AFTER_MS = 20;

interface Push {
  readonly team: string;
  readonly envelopes: readonly SealedEnvelope[];
  readonly sender?: Sender | undefined;
}

/** One for each envelope; the head stands at the last one of a push. */
interface AppendedRow {
  readonly place: number;
  /** Null when its sender is none of the team's. */
  readonly number: number | null;
  readonly isNew: boolean;
  readonly log: string;
  readonly seq: number;
  readonly chain: Uint8Array<ArrayBuffer> | null;
}

/** What it does is written at migrations 8 and 9. */
const appendEnvelopes: Statement = {
  name: 'append-envelopes',
  text: `SELECT place, number, is_new AS "isNew", head_log AS log, head_seq AS seq, head_chain AS chain
    FROM append_by_token($1, $2, $3, $4, $5, $6, $7, $8)`,
};

/** Appends what several teams push in one transaction, which is one statement. */
export function postgresAppend(database: PostgresDatabase, { isSharded }: { readonly isSharded: boolean }) {
  return teamQueue<Push, Appended | null>({
    maxBytes: MAX_GROUP_BYTES,
    maxWaitingBytes: MAX_WAITING_BYTES,
    bytesOf: ({ envelopes }) => envelopes.reduce((sum, { bytes }) => sum + bytes.length, 0),
    // Teams on different machines do not fit into one plain transaction.
    teamsTogether: isSharded ? 1 : TEAMS_TOGETHER,
    transactionsAtOnce: isSharded ? 8 : TRANSACTIONS_AT_ONCE,
    // One for each team: nothing is gained by gathering.
    besideAfterMs: isSharded ? 0 : BESIDE_AFTER_MS,
    together: (batches) => appendTo(database.query, batches, { waits: false }),
    alone: async (batch) => {
      const [results] = await appendTo(database.query, [batch], { waits: true });
      return results ?? batch.works.map(() => null);
    },
  });
}

/** Null for each batch whose team is not there, or is locked by somebody else and not waited for. */
export async function appendTo(
  query: Query,
  batches: readonly TeamBatch<Push>[],
  { waits }: { readonly waits: boolean },
): Promise<readonly (readonly (Appended | null)[] | null)[]> {
  const pushes = batches.flatMap(({ works }) => works);
  const envelopes = pushes.flatMap((push, place) =>
    push.envelopes.map(({ id, bytes }, index) => ({
      ...{ team: push.team, sender: push.sender, place, id, bytes },
      isLast: index === push.envelopes.length - 1,
    })),
  );
  const rows = await query<AppendedRow>(appendEnvelopes, [
    envelopes.map(({ team }) => team),
    envelopes.map(({ sender }) => sender?.device ?? null),
    byteaArray(envelopes.map(({ sender }) => sender?.tokenHash ?? null)),
    envelopes.map(({ place }) => place),
    envelopes.map(({ isLast }) => isLast),
    byteaArray(envelopes.map(({ id }) => id)),
    byteaArray(envelopes.map(({ bytes }) => bytes)),
    waits,
  ]);

  const answers = new Map<number, Appended | null>();
  let seqs: number[] = [];
  let added = 0;
  for (const { place, number, isNew, log, seq, chain } of rows) {
    if (number !== null) seqs.push(number);
    if (isNew) added++;
    if (!chain) continue;
    // The id decides, not the bytes: what was stored and answered first stays.
    answers.set(
      place,
      number === null ? null : { seqs, added, head: { log, seq, chain: new Uint8Array(chain) } },
    );
    seqs = [];
    added = 0;
  }
  let place = 0;
  return batches.map(({ works }) => {
    const first = place;
    place += works.length;
    return answers.has(first) ? works.map((_, index) => answers.get(first + index) ?? null) : null;
  });
}
