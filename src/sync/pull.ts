import { sameBytes, toBase64Url } from '../protocol/bytes.ts';
import { EMPTY_CHAIN } from '../protocol/chain.ts';
import { envelopeId, parseEnvelope } from '../protocol/envelope.ts';
import { exchange } from '../protocol/exchange.ts';
import { MAX_PULL_BYTES } from '../protocol/limits.ts';
import { parsePullAnswer, type PullAnswer } from '../protocol/requests.ts';
import { takeDelivery } from '../mailbox/delivery.ts';
import type { Mail, Postbox } from '../mailbox/database.ts';
import { chainOver } from './chain-over.ts';
import { firstRequestBytes } from './request-size.ts';
import type { Stop, SyncDeps } from './sync-once.ts';

/**
 * Fetches page after page until the head of the log, checking that what was read before is still the server's past and
 * that each page continues it. The first pages are smaller where the last tries were cut off.
 */
export async function pullAll(deps: SyncDeps, team: string): Promise<Stop | undefined> {
  const before = await deps.mailbox.postboxes.get(team);
  let maxBytes = firstRequestBytes(before, MAX_PULL_BYTES);
  for (;;) {
    const postbox = await deps.mailbox.postboxes.get(team);
    if (postbox === undefined) return undefined;
    const sentAt = deps.now();
    const answer = await exchange(
      deps.fetch,
      {
        method: 'GET',
        path: `/api/teams/${team}/envelopes?after=${postbox.seq}&erased=${postbox.erasures ?? 0}${mostOf(maxBytes)}`,
        token: postbox.token,
      },
      parsePullAnswer,
    );
    if (answer.kind !== 'done') return answer;
    const page = answer.value;
    if (!continues(postbox, page)) return { kind: 'changed' };
    const seq = postbox.seq + page.envelopes.length;
    const chain = await chainOver(postbox.chain, postbox.seq, page.envelopes);
    const isAtHead = seq === page.head.seq;
    // A page that does not add up to the head it claims was tampered with on the way or at the server.
    if (seq > page.head.seq || (isAtHead && !sameBytes(chain, page.head.chain))) return { kind: 'changed' };
    const tellsNews = page.erased.ids.length > 0 && page.erased.count > (postbox.erasures ?? 0);
    const isDone = isAtHead && page.erased.ids.length === 0;
    // Nothing new, and yet not the end: whoever answers so would be asked for ever.
    if (page.envelopes.length === 0 && !tellsNews && !isDone) return { kind: 'foreign' };
    await takeDelivery(deps.mailbox, {
      team,
      ...sortOut(page, team, postbox.seq),
      gone: page.erased.ids.map(toBase64Url),
      cursor: { log: page.head.log, seq, chain, erasures: page.erased.count },
      isAtHead,
      clockOffsetMs: Math.round(page.now - (sentAt + deps.now()) / 2),
    });
    if (isDone) return undefined;
    maxBytes = Math.min(2 * maxBytes, MAX_PULL_BYTES);
  }
}

/** A full page is what a server sends unasked; one that knows no smaller ones sends it anyway. */
function mostOf(maxBytes: number): string {
  return maxBytes < MAX_PULL_BYTES ? `&most=${maxBytes}` : '';
}

function continues(postbox: Postbox, page: PullAnswer): boolean {
  const isSameLog = postbox.log === null || postbox.log === page.head.log;
  const past = postbox.seq === 0 ? EMPTY_CHAIN : page.after;
  return isSameLog && past !== null && sameBytes(past, postbox.chain);
}

function sortOut(page: PullAnswer, team: string, after: number) {
  const mails: Mail[] = [];
  const tombstones = new Map<string, number>();
  for (const [index, one] of page.envelopes.entries()) {
    const seq = after + 1 + index;
    if (one instanceof Uint8Array) mails.push(mailOf(team, one, seq));
    else tombstones.set(toBase64Url(one.id), seq);
  }
  return { mails, tombstones };
}

/** What cannot even be read from outside is kept under its number, so that the log on this tablet has no hole. */
function mailOf(team: string, bytes: Uint8Array, seq: number): Mail {
  const envelope = parseEnvelope(bytes);
  const common = { team, bytes, seq, notes: [], sending: 'stored' } as const;
  if (!envelope.ok) return { ...common, id: `damaged-${seq}`, reading: 'setAside', reason: envelope.problem };
  return { ...common, id: envelopeId(envelope.value.header), reading: 'unopened' };
}
