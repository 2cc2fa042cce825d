import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Mailbox } from '../../src/mailbox/database.ts';
import { follow } from '../../src/mailbox/follow.ts';
import { newPostbox } from '../../src/mailbox/new-postbox.ts';

let mailbox: Mailbox;
let reads: number;
let found: (number | undefined)[];
let stop: () => void;

const oak = { team: 'oak', device: 'dmaria', token: new Uint8Array(32), proof: new Uint8Array(32) } as const;

beforeEach(async () => {
  mailbox = new Mailbox(`mailbox-${Math.random()}`);
  await mailbox.postboxes.add({ ...newPostbox({ ...oak, isClaimed: true }), seq: 0 });
  reads = 0;
  found = [];
  stop = follow(mailbox, {
    tables: ['postboxes'],
    afterMs: 30,
    read: async () => {
      reads += 1;
      return (await mailbox.postboxes.get('oak'))?.seq;
    },
    onFound: (seq) => found.push(seq),
    onError: (error) => expect.unreachable(String(error)),
  });
  await vi.waitFor(() => expect(found).toEqual([0]));
});

afterEach(() => {
  stop();
  mailbox.close();
  vi.useRealTimers();
});

test('changes that come together are read together, and the last of them is never missed', async () => {
  for (let seq = 1; seq <= 20; seq++) await mailbox.postboxes.update('oak', { seq });

  await vi.waitFor(() => expect(found.at(-1)).toBe(20));
  expect(reads).toBeLessThan(20);
});

test('what is written to another table is not read for', async () => {
  await mailbox.recoveries.put({
    team: 'oak',
    id: new Uint8Array(16),
    proofHash: new Uint8Array(32),
    box: new Uint8Array(1),
    at: '',
    state: 'waiting',
  });
  await mailbox.postboxes.update('oak', { seq: 1 });

  await vi.waitFor(() => expect(found).toEqual([0, 1]));
});

test('nothing is said after it was stopped', async () => {
  stop();

  await mailbox.postboxes.update('oak', { seq: 1 });
  await new Promise((resolve) => setTimeout(resolve, 60));

  expect(found).toEqual([0]);
});

test.each([
  ['fails', new DOMException('Connection to Indexed Database server lost', 'UnknownError'), 1],
  ['finds the connection closed, to be opened anew,', new Dexie.DatabaseClosedError(), 0],
])('a reading that %s is made again, though nothing changes meanwhile', async (_what, error, complaints) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const onError = vi.fn();
  const onFound = vi.fn();
  const read = vi.fn().mockRejectedValueOnce(error).mockResolvedValue(7);
  const end = follow(mailbox, { tables: ['postboxes'], afterMs: 30, read, onFound, onError });

  await vi.advanceTimersByTimeAsync(60_000);

  expect(onFound.mock.calls).toEqual([[7, true]]);
  expect(onError).toHaveBeenCalledTimes(complaints);
  end();
});
