import { sameBytes } from '../protocol/bytes.ts';
import { EMPTY_CHAIN } from '../protocol/chain.ts';
import { envelopeId, parseEnvelope } from '../protocol/envelope.ts';
import { exchange } from '../protocol/exchange.ts';
import { parsePullAnswer, type PullAnswer } from '../protocol/requests.ts';
import { takeDelivery } from '../mailbox/delivery.ts';
import type { Mail, Postbox } from '../mailbox/database.ts';
import { chainOver } from './chain-over.ts';
import type { Stop, SyncDeps } from './sync-once.ts';

/**
 * Fetches page after page until the head of the log, checking that what was read before is still the server's past and
 * that each page continues it.
 */
export async function pullAll(deps: SyncDeps, team: string): Promise<Stop | undefined> {
  for (;;) {
    const postbox = await deps.mailbox.postboxes.get(team);
    if (postbox === undefined) return undefined;
    const sentAt = deps.now();
    const answer = await exchange(
      deps.fetch,
      { method: 'GET', path: `/api/teams/${team}/envelopes?after=${postbox.seq}`, token: postbox.token },
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
    if (page.envelopes.length === 0 && !isAtHead) return { kind: 'foreign' };
    await takeDelivery(deps.mailbox, {
      team,
      mails: page.envelopes.map((bytes, index) => mailOf(team, bytes, postbox.seq + 1 + index)),
      cursor: { log: page.head.log, seq, chain },
      isAtHead,
      clockOffsetMs: Math.round(page.now - (sentAt + deps.now()) / 2),
    });
    if (isAtHead) return undefined;
  }
}

function continues(postbox: Postbox, page: PullAnswer): boolean {
  const isSameLog = postbox.log === null || postbox.log === page.head.log;
  const past = postbox.seq === 0 ? EMPTY_CHAIN : page.after;
  return isSameLog && past !== null && sameBytes(past, postbox.chain);
}

/** What cannot even be read from outside is kept under its number, so that the log on this tablet has no hole. */
function mailOf(team: string, bytes: Uint8Array, seq: number): Mail {
  const envelope = parseEnvelope(bytes);
  const common = { team, bytes, seq, notes: [], sending: 'stored' } as const;
  if (!envelope.ok) return { ...common, id: `damaged-${seq}`, reading: 'setAside', reason: envelope.problem };
  return { ...common, id: envelopeId(envelope.value.header), reading: 'unopened' };
}
