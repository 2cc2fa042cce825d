import { expect, test, vi } from 'vitest';
import { Busy } from '../../src/server/failures.ts';
import { StorageUnavailable } from '../../src/server/store.ts';
import { teamQueue, type TeamBatch } from '../../src/server/team-queue.ts';

interface Work {
  readonly team: string;
  readonly n: number;
}
type Together = (batches: readonly TeamBatch<Work>[]) => Promise<readonly (readonly number[] | null)[]>;
type Alone = (batch: TeamBatch<Work>) => Promise<readonly number[]>;

const doubled = ({ works }: TeamBatch<Work>) => works.map(({ n }) => n * 2);
const shown = (batches: readonly TeamBatch<Work>[]) =>
  batches.map(({ team, works }) => `${team}:${works.map(({ n }) => n).join()}`).join(' ');

/** A queue whose transactions are written down, and end when the test says so. */
function aQueue(
  over: {
    together?: Together;
    alone?: Alone;
    teamsTogether?: number;
    maxWaitingBytes?: number;
    besideAfterMs?: number;
  } = {},
) {
  const done: string[] = [];
  const open: (() => void)[] = [];
  const add = teamQueue<Work, number>({
    together: async (batches) => {
      done.push(shown(batches));
      await new Promise<void>((resolve) => open.push(resolve));
      return await (over.together ?? (async (all) => all.map(doubled)))(batches);
    },
    alone: async (batch) => {
      done.push(`alone ${shown([batch])}`);
      return await (over.alone ?? (async (one) => doubled(one)))(batch);
    },
    bytesOf: () => 1,
    maxBytes: 100,
    maxWaitingBytes: over.maxWaitingBytes ?? 100,
    teamsTogether: over.teamsTogether ?? 10,
    transactionsAtOnce: 2,
    besideAfterMs: over.besideAfterMs ?? 0,
  });
  return { add, done, finish: () => open.shift()?.() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('what arrives together is done together, and each team is in one transaction at a time', async () => {
  const { add, done, finish } = aQueue();

  const first = [add({ team: 'oak', n: 1 }), add({ team: 'elm', n: 2 }), add({ team: 'oak', n: 3 })];
  await turn();
  const second = [add({ team: 'oak', n: 4 }), add({ team: 'ash', n: 5 })];
  await turn();
  expect(done).toEqual(['oak:1,3 elm:2', 'ash:5']);
  finish();
  expect(await Promise.all(first)).toEqual([2, 4, 6]);
  await turn();
  expect(done).toEqual(['oak:1,3 elm:2', 'ash:5', 'oak:4']);
  finish();
  finish();

  expect(await Promise.all(second)).toEqual([8, 10]);
});

test('what comes while a transaction is under way gathers for the next, unless that one takes long', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const { add, done, finish } = aQueue({ besideAfterMs: 20 });

  const all = [add({ team: 'oak', n: 1 })];
  await turn();
  all.push(add({ team: 'elm', n: 2 }));
  await turn();
  all.push(add({ team: 'ash', n: 3 }));
  await turn();
  expect(done).toEqual(['oak:1']);
  finish();
  await turn();
  expect(done).toEqual(['oak:1', 'elm:2 ash:3']);
  all.push(add({ team: 'oak', n: 4 }), add({ team: 'elm', n: 5 }));
  await turn();
  vi.advanceTimersByTime(19);
  expect(done).toHaveLength(2);
  vi.advanceTimersByTime(1);
  // A team is in one transaction at a time, however long that takes.
  expect(done).toEqual(['oak:1', 'elm:2 ash:3', 'oak:4']);
  finish();
  finish();
  await turn();
  finish();

  expect(await Promise.all(all)).toEqual([2, 4, 6, 8, 10]);
  vi.useRealTimers();
});

test('a team that is locked elsewhere is done by itself, after the others have been answered', async () => {
  let unlock = () => {};
  const { add, done, finish } = aQueue({
    together: async (all) => all.map((batch) => (batch.team === 'oak' ? null : doubled(batch))),
    alone: async (batch) => {
      await new Promise<void>((resolve) => (unlock = resolve));
      return doubled(batch);
    },
  });

  const ours = add({ team: 'oak', n: 1 });
  const theirs = add({ team: 'elm', n: 2 });
  await turn();
  finish();

  expect(await theirs).toBe(4);
  await turn();
  expect(done).toEqual(['oak:1 elm:2', 'alone oak:1']);
  unlock();
  expect(await ours).toBe(2);
});

test('work that cannot be done fails alone; a database in trouble fails all who were in it', async () => {
  const buggy = aQueue({
    together: () => Promise.reject(new TypeError('A bug.')),
    alone: async (batch) => (batch.team === 'oak' ? Promise.reject(new TypeError('A bug.')) : doubled(batch)),
  });
  const answers = [buggy.add({ team: 'oak', n: 1 }), buggy.add({ team: 'elm', n: 2 })];
  await turn();
  buggy.finish();
  expect(await Promise.allSettled(answers)).toMatchObject([{ reason: { name: 'TypeError' } }, { value: 4 }]);

  const down = aQueue({ together: () => Promise.reject(new StorageUnavailable('Gone.')) });
  const refused = [down.add({ team: 'oak', n: 1 }), down.add({ team: 'elm', n: 2 })];
  await turn();
  down.finish();
  expect(await Promise.allSettled(refused)).toMatchObject([
    { reason: { name: 'StorageUnavailable' } },
    { reason: { name: 'StorageUnavailable' } },
  ]);
  expect(down.done).toEqual(['oak:1 elm:2']);
});

test('one team to a transaction, when teams may lie on different machines', async () => {
  const { add, done } = aQueue({ teamsTogether: 1 });

  expect(await Promise.all([add({ team: 'oak', n: 1 }), add({ team: 'elm', n: 2 })])).toEqual([2, 4]);

  expect(done).toEqual(['alone oak:1', 'alone elm:2']);
});

test('[K8] what would wait beyond the room is refused at once, and the rest is done', async () => {
  const { add, finish } = aQueue({ maxWaitingBytes: 2 });

  const answers = Promise.allSettled([1, 2, 3].map((n) => add({ team: 'oak', n })));
  await turn();
  finish();

  expect(await answers).toMatchObject([{ value: 2 }, { value: 4 }, { reason: new Busy() }]);
});
