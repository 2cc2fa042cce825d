import { EMPTY_CHAIN } from '../protocol/chain.ts';
import type { Postbox } from './database.ts';

/** A postbox that has sent and read nothing yet. */
export function newPostbox(
  identity: Pick<Postbox, 'team' | 'device' | 'token' | 'proof' | 'isClaimed' | 'isGuest'>,
): Postbox {
  return {
    ...identity,
    nextDeviceSeq: 1,
    log: null,
    seq: 0,
    chain: EMPTY_CHAIN,
    settledAt: null,
    clockOffsetMs: 0,
    trouble: null,
    healedAt: null,
    lastTry: 'none',
    retryAt: 0,
    failures: 0,
  };
}
