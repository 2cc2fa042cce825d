import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { vi } from 'vitest';
import { Keyring } from '../../src/access/keyring.ts';
import type { HandedBack } from '../../src/app/handed-back.ts';
import type { Session } from '../../src/app/session.tsx';
import { createTabletSession } from '../../src/app/tablet-session.ts';
import { Mailbox } from '../../src/mailbox/database.ts';
import { syncOnce } from '../../src/sync/sync-once.ts';
import { addressOf, networkTo, type Mishap } from '../support/lossy-network.ts';
import type { RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';

const { bytes: random, chance } = seededRandom(77);

export interface PageOfSchool {
  readonly session: Session;
  readonly mailbox: Mailbox;
  readonly onHandedBack: ReturnType<typeof vi.fn<(state: HandedBack) => void>>;
}

/**
 * The page of a new tablet, as `main.tsx` puts it together, in front of a real server; it syncs when it is asked to. Of all
 * tablets of a test it is made last: what it opens later has to lie on its own disk.
 */
export async function pageOfSchool(
  server: RunningApp,
  {
    afterSync = () => undefined,
    nextMishap = () => 'none',
  }: { readonly afterSync?: () => unknown; readonly nextMishap?: () => Mishap } = {},
): Promise<PageOfSchool> {
  Object.assign(Dexie.dependencies, { indexedDB: new IDBFactory(), IDBKeyRange });
  localStorage.clear();
  // Its first screen stands.
  document.body.innerHTML = '<h1>Today</h1>';
  const toServer = networkTo(() => server.app, nextMishap);
  // Pokes never end, and a request into this process has no other way to.
  const fetch: typeof globalThis.fetch = async (input, init) =>
    addressOf(input as RequestInfo).endsWith('/events')
      ? await Promise.reject(new TypeError('Failed to fetch'))
      : await toServer(input as RequestInfo, init);
  const mailbox = new Mailbox();
  const now = () => Date.now();
  const sync = async (team: string) => {
    const outcome = await syncOnce({ mailbox, fetch, now, isOnline: () => true, chance }, team);
    await afterSync();
    return outcome;
  };
  const onHandedBack = vi.fn<(state: HandedBack) => void>();
  const session = await createTabletSession({
    keyring: new Keyring(),
    mailbox,
    window,
    fetch,
    random,
    now,
    withLock: oneAtATime(),
    requestSync: () => undefined,
    sync,
    // There is nothing that pokes here.
    onError: () => undefined,
    onBlocked: () => undefined,
    onHandedBack,
    origin: 'https://school.example',
    storage: localStorage,
    deviceLabel: 'iPad',
  });
  return { session, mailbox, onHandedBack };
}

/** The browser's locks: work under one name waits for what was asked before it. */
function oneAtATime(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(work);
    last.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  };
}
