import { sameBytes, toCbor } from '../protocol/bytes.ts';
import { exchange } from '../protocol/exchange.ts';
import { MAX_PUSH_BYTES } from '../protocol/limits.ts';
import { parsePushAnswer, type Head, type PushAnswer, type PushRequest } from '../protocol/requests.ts';
import type { Mail, Postbox } from '../mailbox/database.ts';
import { doubtUnconfirmed } from '../mailbox/delivery.ts';
import { markAnswered, takeUnsent } from '../mailbox/posted.ts';
import { chainOver } from './chain-over.ts';
import { firstRequestBytes } from './request-size.ts';
import type { Stop, SyncDeps } from './sync-once.ts';

export interface Pushed {
  readonly stop?: Stop;
  /** Nothing but this tablet's own envelopes came into the log, so there is nothing to fetch. */
  readonly isUpToDate: boolean;
}

/**
 * Sends everything that is waiting, a megabyte a request, or less at first where the last tries were cut off. What is sealed
 * meanwhile waits for the next run: where somebody writes all the time, colleagues' notes would not be fetched. An envelope
 * without an answer stays and is sent again as it is.
 */
export async function pushAll(deps: SyncDeps, team: string): Promise<Pushed> {
  let isUpToDate = false;
  const before = await deps.mailbox.postboxes.get(team);
  let maxBytes = firstRequestBytes(before, MAX_PUSH_BYTES);
  for (;;) {
    const { mails: batch, isAll } = await takeUnsent(deps.mailbox, team, maxBytes);
    if (batch.length === 0) return { isUpToDate };
    const postbox = await deps.mailbox.postboxes.get(team);
    if (postbox === undefined) return { isUpToDate: true };
    const request: PushRequest = { envelopes: batch.map((mail) => mail.bytes) };
    const sentAt = deps.now();
    const answer = await exchange(
      deps.fetch,
      { method: 'POST', path: `/api/teams/${team}/envelopes`, token: postbox.token, body: toCbor(request) },
      parsePushAnswer,
    );
    if (answer.kind !== 'done') return { stop: answer, isUpToDate: false };
    // Fewer answers than envelopes is no answer: nothing of it counts.
    if (answer.value.results.length !== batch.length) return { stop: { kind: 'foreign' }, isUpToDate: false };
    const isSameLog = postbox.log === null || postbox.log === answer.value.head.log;
    if (!isSameLog) return { stop: { kind: 'changed' }, isUpToDate: false };
    isUpToDate = await takeAnswer(deps, postbox, batch, answer.value, sentAt);
    if (isAll) return { isUpToDate };
    maxBytes = Math.min(2 * maxBytes, MAX_PUSH_BYTES);
  }
}

async function takeAnswer(
  deps: SyncDeps,
  postbox: Postbox,
  batch: readonly Mail[],
  { head, results, now }: PushAnswer,
  sentAt: number,
): Promise<boolean> {
  const { mailbox } = deps;
  const next = await headOfOwn(postbox, batch, results, head);
  await mailbox.transaction('rw', mailbox.mail, mailbox.postboxes, async () => {
    await markAnswered(mailbox, batch, results);
    if (next) {
      const confirmed = new Set(batch.map((mail) => mail.id));
      await doubtUnconfirmed(mailbox, postbox, { after: postbox.seq, upTo: Infinity, confirmed });
    }
    await mailbox.postboxes.update(postbox.team, {
      clockOffsetMs: Math.round(now - (sentAt + deps.now()) / 2),
      ...(next && { log: next.log, seq: next.seq, chain: next.chain }),
    });
  });
  return next !== undefined;
}

/**
 * The new place in the log, when the server put exactly this batch behind what this tablet had read, and can show the
 * chain that follows; otherwise fetching finds out what else there is.
 */
async function headOfOwn(
  postbox: Postbox,
  batch: readonly Mail[],
  results: PushAnswer['results'],
  head: Head,
): Promise<Head | undefined> {
  const isInOrder = results.every((seq, index) => seq === postbox.seq + 1 + index);
  if (!isInOrder || head.seq !== postbox.seq + batch.length) return undefined;
  const chain = await chainOver(
    postbox.chain,
    postbox.seq,
    batch.map((mail) => mail.bytes),
  );
  return sameBytes(chain, head.chain) ? head : undefined;
}
