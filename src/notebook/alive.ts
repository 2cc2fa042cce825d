import Dexie, { RangeSet } from 'dexie';

/** A write that takes longer is named on screen, and the connection is looked at: again and again, until it has come to its end. */
const LOOK_EVERY_MS = 1500;
/** A second connection has answered; the first one gets this much more. */
const GRACE_MS = 500;
/** Where a second connection does not answer either, the disk is busy or held by another tab: it is waited for. */
const LOOK_FOR_MS = 3000;

/** The connection to the disk no longer answered and was replaced; what was asked of it may have been done or not. */
export class ConnectionReplaced extends Error {}

/** What is open at present; another one after it was replaced. */
export interface Connection {
  /** Never resolves; rejects when the connection was replaced. */
  readonly replaced: Promise<never>;
  readonly giveUp: () => void;
  look: Promise<void> | undefined;
}

const connections = new WeakMap<Dexie, Connection>();

/**
 * Work on a database that must come to an end. Browsers know a connection that neither answers nor fails (WebKit after
 * its worker was suspended, others after the tablet slept): when the work takes long, the connection is tried, replaced if
 * it is frozen, and the work begun anew. Only work that may be done twice; within a transaction it is part of, it
 * stays as it is. `held` is a table that no long work holds: who may write elsewhere may read there.
 */
export async function alive<T>(database: Dexie, work: () => Promise<T>, held = 'drafts'): Promise<T> {
  if (Dexie.currentTransaction) return await work();
  const looking = setInterval(() => void replaceIfFrozen(database, held), LOOK_EVERY_MS);
  try {
    return await Promise.race([work(), connectionOf(database).replaced]);
  } catch (error) {
    if (error instanceof ConnectionReplaced) return await alive(database, work, held);
    throw error;
  } finally {
    clearInterval(looking);
  }
}

/**
 * For what reads again by itself when something has changed: while it gets no answer, the connection is looked at, and
 * when that was replaced, everything is read again.
 */
export function lookWhileAsking<T>(database: Dexie, answer: Promise<T>): Promise<T> {
  const connection = connectionOf(database);
  const looking = setInterval(() => {
    if (connectionOf(database) === connection) void replaceIfFrozen(database);
    else clearInterval(looking);
  }, LOOK_EVERY_MS);
  const stop = () => clearInterval(looking);
  answer.then(stop, stop);
  return answer;
}

export function connectionOf(database: Dexie): Connection {
  const open = connections.get(database) ?? newConnection();
  connections.set(database, open);
  return open;
}

function newConnection(): Connection {
  let giveUp: () => void = () => undefined;
  const replaced = new Promise<never>((_, reject) => {
    giveUp = () =>
      reject(new ConnectionReplaced('The connection to the disk did not answer and was replaced.'));
  });
  // Nobody may be waiting just now.
  replaced.catch(() => undefined);
  return { replaced, giveUp, look: undefined };
}

/** One look at a time, whoever waits. */
export async function replaceIfFrozen(database: Dexie, held = 'drafts'): Promise<void> {
  const connection = connectionOf(database);
  connection.look ??= look(database, held).finally(() => {
    connection.look = undefined;
  });
  await connection.look;
}

async function look(database: Dexie, held: string): Promise<void> {
  const connection = connectionOf(database);
  let hasAnswered = false;
  const own = database
    .table(held)
    .get('')
    .then(
      () => (hasAnswered = true),
      () => (hasAnswered = true),
    );
  if (!(await answersElsewhere(database.name, held))) return;
  await Promise.race([own, after(GRACE_MS)]);
  if (hasAnswered || connectionOf(database) !== connection) return;
  console.warn(`The connection to ${database.name} is frozen; it is opened anew.`);
  database.close({ disableAutoOpen: false });
  connections.delete(database);
  // First of all: whoever waits begins anew and is told, also where the database cannot be opened just now.
  connection.giveUp();
  try {
    await database.open();
    readAgain();
  } catch (error) {
    console.warn(`${database.name} could not be opened anew.`, error);
    // Otherwise it would be taken for closed for good; so the next who asks opens it.
    database.close({ disableAutoOpen: false });
  }
}

/**
 * All live reads are told that anything may have changed, as Dexie tells them when a page comes back from the browser's
 * cache: those that hang on the old connection are otherwise shared with whoever asks the same, and hang on.
 */
function readAgain(): void {
  const all = new RangeSet(-Infinity, [[]] as unknown as number);
  globalThis.dispatchEvent?.(new CustomEvent('x-storagemutated-1', { detail: { all } }));
}

/** Whether another connection to the same database answers. It asks for no version, so nobody has to let go for it. */
async function answersElsewhere(name: string, held: string): Promise<boolean> {
  const second = new Promise<boolean>((resolve) => {
    const opening = indexedDB.open(name);
    const failed = () => resolve(false);
    opening.addEventListener('error', failed);
    opening.addEventListener('blocked', failed);
    opening.addEventListener('success', () => {
      const database = opening.result;
      // Whatever comes of it, it is not to stand in the way of an upgrade.
      database.addEventListener('versionchange', () => database.close());
      try {
        const reading = database.transaction(held, 'readonly');
        reading.addEventListener('complete', () => resolve(true));
        reading.addEventListener('abort', failed);
        reading.objectStore(held).get('');
      } catch {
        failed();
      } finally {
        // It closes when the transaction is over.
        database.close();
      }
    });
  });
  return await Promise.race([second, after(LOOK_FOR_MS).then(() => false)]);
}

async function after(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
