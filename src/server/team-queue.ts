import { Busy } from './failures.ts';
import { StorageUnavailable } from './store.ts';

/** What waits for one team, in the order in which it came. */
export interface TeamBatch<Work> {
  readonly team: string;
  readonly works: readonly Work[];
}

interface Batch<Work, Result> {
  readonly team: string;
  readonly jobs: readonly Job<Work, Result>[];
}

interface Job<Work, Result> {
  readonly work: Work;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers what arrives for many teams into few transactions, as `commit-queue.ts` does for a database that commits at once.
 * A team is in one transaction at a time; whatever comes for it meanwhile goes into its next. A team that `together` finds
 * locked by another process is done `alone`, so that it holds up no other. Each promise settles after the commit that
 * holds its work. What would wait beyond `maxWaitingBytes` is refused at once.
 *
 * A statement and a commit cost the same for one team as for fifty, so what comes while a transaction is under way gathers
 * for the next. Only one that takes long, a slow disk or a connection that hangs, gets another beside it.
 */
export function teamQueue<Work extends { readonly team: string }, Result>(options: {
  /** One transaction for several teams: null for a team which was locked and of which nothing was done. */
  readonly together: (batches: readonly TeamBatch<Work>[]) => Promise<readonly (readonly Result[] | null)[]>;
  /** One transaction for one team, waiting for its lock. */
  readonly alone: (batch: TeamBatch<Work>) => Promise<readonly Result[]>;
  readonly bytesOf: (work: Work) => number;
  readonly maxBytes: number;
  readonly maxWaitingBytes: number;
  readonly teamsTogether: number;
  readonly transactionsAtOnce: number;
  /** How long a transaction is under way before what waits is done beside it. */
  readonly besideAfterMs: number;
}) {
  const waiting = new Map<string, Job<Work, Result>[]>();
  const locked: Batch<Work, Result>[] = [];
  const busy = new Set<string>();
  let waitingBytes = 0;
  let together = 0;
  let alone = 0;
  let isDue = false;
  let lastBegun = 0;
  let looking: NodeJS.Timeout | undefined;

  function start() {
    isDue = false;
    while (together < options.transactionsAtOnce && mayBegin()) {
      const batches = takeFree();
      if (batches.length === 0) break;
      together++;
      lastBegun = performance.now();
      void doTogether(batches).finally(() => {
        together--;
        start();
      });
    }
    while (alone < options.transactionsAtOnce && locked.length > 0) {
      const batch = locked.shift()!;
      alone++;
      void doAlone(batch).finally(() => {
        alone--;
        start();
      });
    }
  }

  function mayBegin() {
    if (together === 0) return true;
    const leftMs = lastBegun + options.besideAfterMs - performance.now();
    if (leftMs <= 0) return true;
    looking ??= setTimeout(() => {
      looking = undefined;
      start();
    }, leftMs).unref();
    return false;
  }

  function takeFree() {
    const batches: Batch<Work, Result>[] = [];
    let bytes = 0;
    for (const [team, jobs] of waiting) {
      if (batches.length >= options.teamsTogether || bytes >= options.maxBytes) break;
      if (busy.has(team)) continue;
      let count = 0;
      while (count < jobs.length && (count === 0 || bytes < options.maxBytes))
        bytes += options.bytesOf(jobs[count++]!.work);
      batches.push({ team, jobs: jobs.splice(0, count) });
      busy.add(team);
      if (jobs.length === 0) waiting.delete(team);
    }
    waitingBytes -= bytes;
    return batches;
  }

  async function doTogether(batches: readonly Batch<Work, Result>[]) {
    const [first] = batches;
    if (first && options.teamsTogether === 1) return doAlone(first);
    try {
      const results = await options.together(batches.map(toWorks));
      for (const [index, batch] of batches.entries()) {
        const ofTeam = results[index];
        if (ofTeam) settle(batch, ofTeam);
        else locked.push(batch);
      }
    } catch (error) {
      // A bug that one team's work sets off must not reach the others.
      if (!(error instanceof StorageUnavailable) && batches.length > 1) locked.push(...batches);
      else for (const batch of batches) fail(batch, error);
    }
  }

  async function doAlone(batch: Batch<Work, Result>) {
    try {
      settle(batch, await options.alone(toWorks(batch)));
    } catch (error) {
      fail(batch, error);
    }
  }

  function settle({ team, jobs }: Batch<Work, Result>, results: readonly Result[]) {
    busy.delete(team);
    for (const [index, { resolve }] of jobs.entries()) resolve(results[index]!);
  }

  function fail({ team, jobs }: Batch<Work, Result>, error: unknown) {
    busy.delete(team);
    for (const { reject } of jobs) reject(error);
  }

  return function add(work: Work): Promise<Result> {
    return new Promise((resolve, reject) => {
      const bytes = options.bytesOf(work);
      if (waiting.size > 0 && waitingBytes + bytes > options.maxWaitingBytes) return reject(new Busy());
      waitingBytes += bytes;
      const jobs = waiting.get(work.team) ?? [];
      jobs.push({ work, resolve, reject });
      waiting.set(work.team, jobs);
      if (isDue) return;
      isDue = true;
      // What the sockets hand over in this turn goes into one transaction.
      setImmediate(start);
    });
  };
}

function toWorks<Work>({ team, jobs }: Batch<Work, never>): TeamBatch<Work> {
  return { team, works: jobs.map(({ work }) => work) };
}
