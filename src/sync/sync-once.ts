import type { Mailbox, Postbox, Trouble } from '../mailbox/database.ts';
import { hasUnsentMail } from '../mailbox/outgoing.ts';
import type { Exchange } from '../protocol/exchange.ts';
import { claimTeam } from './claim.ts';
import { eraseAll } from './erase.ts';
import { giveRecovery } from './give-recovery.ts';
import { heal } from './heal.ts';
import { pullAll } from './pull.ts';
import { pushAll } from './push.ts';
import { tellRemovals } from './tell-removals.ts';

export interface SyncDeps {
  readonly mailbox: Mailbox;
  readonly fetch: typeof globalThis.fetch;
  /** This tablet's own clock, milliseconds since 1970. */
  readonly now: () => number;
  /** False only when there is certainly no network (`navigator.onLine`). */
  readonly isOnline: () => boolean;
  /** Between 0 and 1: spreads the next tries of many tablets. */
  readonly chance: () => number;
}

/** How one sync ended, and so what to do next: nothing, wait for a network, wait a while, or a person must act. */
export type SyncOutcome =
  | { readonly kind: 'synced' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'later'; readonly retryAt: number }
  | { readonly kind: 'blocked'; readonly trouble: Trouble };

/** Why a step stopped short of its end; `changed` is a log that is not the one this tablet remembers. */
export type Stop = Exclude<Exchange<never>, { kind: 'done' }> | { readonly kind: 'changed' };

/**
 * Sends what is waiting, then fetches what is new, for one team. Safe to stop anywhere and run again: the server answers
 * a repeated envelope as it did the first time, and the cursor moves in the same transaction as the envelopes it covers.
 * No transaction is open across the network. One at a time per tablet, which is the caller's lock to hold.
 */
export async function syncOnce(deps: SyncDeps, team: string): Promise<SyncOutcome> {
  const postbox = await deps.mailbox.postboxes.get(team);
  if (postbox === undefined) return { kind: 'synced' };
  // Not even tried: an envelope that was tried can no longer grow, and a lesson should travel as a few full ones.
  if (!deps.isOnline()) return { kind: 'offline' };
  try {
    return await writeDownOutcome(deps, team, await sendAndFetch(deps, postbox));
  } catch (error) {
    if (!isFull(error)) throw error;
    return await writeDownFull(deps, team);
  }
}

/** What arrived found no room; nothing was taken in and the place in the log stands, so the same comes again. */
async function writeDownFull({ mailbox, now }: SyncDeps, team: string): Promise<SyncOutcome> {
  const retryAt = now() + LONGEST_WAIT_MS;
  const full = { lastTry: 'blocked', trouble: 'tabletFull', retryAt } as const;
  // A disk that takes not even this says it on screen wherever something is written.
  await mailbox.postboxes.update(team, full).catch(() => undefined);
  return { kind: 'blocked', trouble: 'tabletFull' };
}

/** Dexie hands the browser's own error on, sometimes as the reason why a transaction was given up. */
function isFull(error: unknown): boolean {
  const { name, inner } = error as { name?: string; inner?: { name?: string } | null };
  return name === 'QuotaExceededError' || inner?.name === 'QuotaExceededError';
}

async function sendAndFetch(deps: SyncDeps, postbox: Postbox): Promise<Stop | undefined> {
  const { team } = postbox;
  if (!postbox.isClaimed) {
    const stop = (await claimTeam(deps, team)) ?? (await tellRemovals(deps, team));
    if (stop) return stop;
  }
  // After a failure a fetch goes ahead and finds out whether the way is clear, at no cost to the envelopes that wait.
  let stop = postbox.failures > 0 ? await pullAll(deps, team) : undefined;
  stop ??= await pushThenPull(deps, team);
  // A tablet that was removed does not come back by itself, not even to a server that has forgotten everything.
  if (stop?.kind === 'refused' && postbox.trouble !== 'removed') {
    // Wiped, or restored from before the team was: the claim tells.
    stop =
      (await claimTeam(deps, team)) ?? (await tellRemovals(deps, team)) ?? (await pushThenPull(deps, team));
  }
  if (stop?.kind === 'changed') {
    await heal(deps, team);
    stop = (await tellRemovals(deps, team)) ?? (await pushThenPull(deps, team));
  }
  return stop;
}

async function pushThenPull(deps: SyncDeps, team: string): Promise<Stop | undefined> {
  for (let round = 0; round < ROUNDS; round++) {
    const pushed = await pushAll(deps, team);
    if (pushed.stop) return pushed.stop;
    const stop = pushed.isUpToDate ? undefined : await pullAll(deps, team);
    if (stop) return stop;
    // Reading may have shown that something the server once had is there no more, and pages write meanwhile.
    if (!(await hasUnsentMail(deps.mailbox, team))) {
      return (await eraseAll(deps, team)) ?? (await giveRecovery(deps, team));
    }
  }
  return undefined;
}

/** More would mean that the server forgets as fast as it is told; the next event tries again. */
const ROUNDS = 3;

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;

async function writeDownOutcome(deps: SyncDeps, team: string, stop: Stop | undefined): Promise<SyncOutcome> {
  const { postboxes } = deps.mailbox;
  const now = deps.now();
  if (stop === undefined) {
    const done = { lastTry: 'synced', trouble: null, settledAt: now, failures: 0, retryAt: 0 } as const;
    await postboxes.update(team, done);
    return { kind: 'synced' };
  }
  const before = await postboxes.get(team);
  const failures = (before?.failures ?? 0) + 1;
  const backOff = Math.min(FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10), LONGEST_WAIT_MS);
  const retryAt = now + backOff * (0.5 + deps.chance() / 2);
  switch (stop.kind) {
    case 'offline':
      await postboxes.update(team, { lastTry: 'offline', failures, retryAt });
      return { kind: 'offline' };
    case 'later': {
      const asked = Math.max(retryAt, now + stop.retryAfterMs);
      await postboxes.update(team, { lastTry: 'later', failures, retryAt: asked });
      return { kind: 'later', retryAt: asked };
    }
    case 'foreign':
    case 'refused':
    case 'removed':
    case 'unacceptable':
    case 'changed': {
      // A server that has since forgotten this tablet cannot say any more that it was removed, nor can whoever else answers.
      const trouble = before?.trouble === 'removed' ? 'removed' : TROUBLE[stop.kind];
      await postboxes.update(team, { lastTry: 'blocked', trouble, failures, retryAt });
      return { kind: 'blocked', trouble };
    }
    default:
      return stop satisfies never;
  }
}

const TROUBLE = {
  foreign: 'signInPage',
  refused: 'refused',
  removed: 'removed',
  unacceptable: 'newerServer',
  // Changed again right after it was healed: two servers answer in turn, or one is not telling the truth.
  changed: 'logKeepsChanging',
} as const satisfies Record<string, Trouble>;
