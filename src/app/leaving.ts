import Dexie from 'dexie';
import type { Keyring } from '../access/keyring.ts';
import type { TeamId } from '../domain/ids.ts';
import type { Mailbox } from '../mailbox/database.ts';
import { forgetTeam } from '../mailbox/forget-team.ts';
import { notebookName } from '../notebook/database.ts';
import { spareName } from '../notebook/spare-drafts.ts';
import type { WithLock } from '../protocol/lock.ts';
import { LEAVING_KEY } from './leaving-key.ts';

/** What is to be gone from this tablet: teams by their ids, or all of it. */
export type Leaving = readonly TeamId[] | 'everything';

export interface LeaveDeps {
  readonly keyring: Keyring;
  readonly mailbox: Mailbox;
  readonly storage: Storage;
  readonly withLock: WithLock;
}

const PREFIX = 'threefold';
/** Says nothing of anybody, and the next person should not have to look for their language. */
const LANGUAGE_KEY = 'threefold-language';
/** How long a tab that sleeps, or a sync under way, may hold a database before the person is told. */
const PATIENCE_MS = 8_000;

/**
 * Removes teams from this tablet, or everything. What is to go is written down first and struck out last, so that a tablet
 * whose battery gives out in the middle goes on at the next start, before anything of it is shown. Answers whether all of it
 * is gone; a tab that sleeps can hold a database, which then goes when that tab wakes or is closed.
 */
export async function leave(deps: LeaveDeps, leaving: Leaving): Promise<boolean> {
  // Other tabs hear of it by this very entry, and let go.
  deps.storage.setItem(LEAVING_KEY, JSON.stringify(leaving));
  return await finishLeaving(deps);
}

/** Goes on where a page before this one had to stop. */
export async function finishLeaving(deps: LeaveDeps): Promise<boolean> {
  return await deps.withLock('threefold-leaving', async () => {
    const leaving = readLeaving(deps.storage);
    if (leaving === undefined) return true;
    let isBegun = false;
    const removeOnce = async () => {
      if (isBegun) return;
      isBegun = true;
      await removeAll(deps, leaving);
    };
    // What the worker is just writing down ends first; a server that keeps it waiting does not keep this waiting.
    const isQuiet = deps.withLock('threefold-sync', removeOnce).then(() => true);
    if (!(await soon(isQuiet))) await removeOnce();
    const isAllGone = (await databasesLeft(leaving)).length === 0;
    if (isAllGone) deps.storage.removeItem(LEAVING_KEY);
    return isAllGone;
  });
}

async function removeAll({ keyring, mailbox, storage }: LeaveDeps, leaving: Leaving): Promise<void> {
  if (leaving === 'everything') {
    keyring.close();
    mailbox.close();
    forgetKeys(storage, (key) => key.startsWith(PREFIX) && key !== LANGUAGE_KEY && key !== LEAVING_KEY);
    forgetKeys(sessionStorage, (key) => key.startsWith(PREFIX));
  } else {
    // Joins under way have tokens, and no team yet to be known by.
    await keyring.joining.clear();
    for (const team of leaving) {
      await forgetTeam(keyring, team);
      await forgetTeam(mailbox, team);
      forgetKeys(storage, (key) => key.includes(team) || storage.getItem(key) === team);
    }
  }
  const names = await databasesLeft(leaving);
  await Promise.all(names.map((name) => soon(Dexie.delete(name))));
}

function forgetKeys(storage: Storage, isToGo: (key: string) => boolean): void {
  for (const key of Object.keys(storage)) if (key !== LEAVING_KEY && isToGo(key)) storage.removeItem(key);
}

/** As the browser lists them; of a browser that does not, those that are known by name. */
async function databasesLeft(leaving: Leaving): Promise<readonly string[]> {
  const listed = await Dexie.getDatabaseNames();
  if (leaving === 'everything') return listed.filter((name) => name.startsWith(PREFIX));
  const known = new Set(leaving.flatMap((team) => [notebookName(team), spareName(team)]));
  return listed.filter((name) => known.has(name) || leaving.some((team) => name.endsWith(`-${team}`)));
}

function readLeaving(storage: Storage): Leaving | undefined {
  try {
    const found: unknown = JSON.parse(storage.getItem(LEAVING_KEY) ?? 'null');
    if (found === 'everything') return found;
    return Array.isArray(found) ? found.filter((team) => typeof team === 'string') : undefined;
  } catch {
    return undefined;
  }
}

async function soon<T>(work: PromiseLike<T>): Promise<T | undefined> {
  return await Promise.race([
    work,
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS)),
  ]);
}
