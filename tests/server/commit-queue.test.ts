import { expect, test } from 'vitest';
import { commitQueue } from '../../src/server/commit-queue.ts';

function aQueue(commit: (group: readonly string[]) => readonly string[]) {
  return commitQueue<string, string>({
    commit,
    bytesOf: (work) => work.length,
    maxGroupBytes: 10,
    maxWaitingBytes: 40,
  });
}

test('what arrives together is committed together', async () => {
  const groups: (readonly string[])[] = [];
  const add = aQueue((group) => (groups.push(group), group.map((work) => `${work}!`)));

  const answers = await Promise.all(['a', 'b', 'c'].map(add));

  expect(answers).toEqual(['a!', 'b!', 'c!']);
  expect(groups).toEqual([['a', 'b', 'c']]);
});

test('a large group is split, in order, and nothing of it is forgotten', async () => {
  const groups: (readonly string[])[] = [];
  const add = aQueue((group) => (groups.push(group), group));

  await Promise.all(['first of 16 bytes', 'second', 'third', 'fourth'].map(add));

  expect(groups).toEqual([['first of 16 bytes'], ['second', 'third'], ['fourth']]);
});

test('[S9] when a commit fails everyone in it hears so, and the next one goes through', async () => {
  let isFull = true;
  const add = aQueue((group) => {
    if (isFull) throw new Error('full');
    return group;
  });

  const failed = await Promise.allSettled(['a', 'b'].map(add));
  isFull = false;

  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await add('c')).toBe('c');
});

test('[S1] nobody is answered before the commit has returned', async () => {
  const order: string[] = [];
  const add = aQueue((group) => (order.push('committed'), group));

  await add('a').then(() => order.push('answered'));

  expect(order).toEqual(['committed', 'answered']);
});

test('[K8] on a slow disk what waits is bounded: the rest is refused at once, untaken, and may come again', async () => {
  const committed: string[] = [];
  const add = aQueue((group) => (committed.push(...group), group));
  const tenBytes = Array.from({ length: 6 }, (_, index) => `number ${index}..`);

  const settled = await Promise.allSettled(tenBytes.map(add));

  expect(settled.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ]);
  expect(settled[4]).toMatchObject({ reason: { name: 'Busy' } });
  expect(committed).toEqual(tenBytes.slice(0, 4));
  expect(await add(tenBytes[4]!)).toBe(tenBytes[4]);
});
