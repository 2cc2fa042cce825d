import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Mailbox } from '../../src/mailbox/database.ts';
import { newPostbox } from '../../src/mailbox/new-postbox.ts';
import { listenForPokes } from '../../src/worker-link/pokes.ts';

let mailbox: Mailbox;
let say: (line: string) => void;
let stop: () => void;
let underWay: Promise<void>;
const syncNow = vi.fn();

beforeEach(async () => {
  underWay = Promise.resolve();
  mailbox = new Mailbox();
  const identity = { team: 'oak', device: 'dmaria', isClaimed: true } as const;
  const secrets = { token: new Uint8Array(32), proof: new Uint8Array(32) };
  await mailbox.postboxes.put({ ...newPostbox({ ...identity, ...secrets }), seq: 7, erasures: 2 });
  const stream = new TransformStream<Uint8Array, Uint8Array>();
  const writer = stream.writable.getWriter();
  say = (line) => void writer.write(new TextEncoder().encode(`${line}\n\n`));
  const response = new Response(stream.readable, { headers: { 'content-type': 'text/event-stream' } });
  const onePage = { request: async (_: string, __: object, listen: () => unknown) => await listen() };
  stop = listenForPokes({
    team: 'oak',
    mailbox,
    fetch: async () => response,
    window: { ...globalThis, navigator: { locks: onePage, onLine: true } } as unknown as Window,
    syncNow,
    betweenSyncs: () => underWay,
    onPresence: (bytes) => heard.push(...bytes),
  });
});

const heard: number[] = [];
afterEach(async () => {
  stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
  syncNow.mockReset();
  heard.length = 0;
  await mailbox.delete();
});

/** Said last, so that whatever was said before it has been heard. */
async function untilHeard() {
  say('event: presence\ndata: Kg');
  await vi.waitFor(() => expect(heard).toEqual([42]));
}

test.each<[string, () => Promise<never>]>([
  ['fails', () => Promise.reject(new Error('Connection to Indexed Database server lost'))],
  ['never answers', () => new Promise(() => undefined)],
])('[S10] a look into the mailbox that %s does not end the listening', async (_what, look) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  stop();
  vi.spyOn(mailbox.postboxes, 'get').mockImplementationOnce(look as unknown as typeof mailbox.postboxes.get);
  const fetch = vi.fn(async () => await Promise.reject(new TypeError('Failed to fetch')));
  const onePage = { request: async (_: string, __: object, listen: () => unknown) => await listen() };
  stop = listenForPokes({
    team: 'oak',
    mailbox,
    fetch,
    window: Object.assign(new EventTarget(), {
      setTimeout,
      clearTimeout,
      navigator: { locks: onePage, onLine: true },
    }) as unknown as Window,
    syncNow,
    betweenSyncs: () => underWay,
    onPresence: () => undefined,
  });

  await vi.advanceTimersByTimeAsync(60_000);

  await vi.waitFor(() => expect(fetch).toHaveBeenCalled());
});

test('what this tablet has read already is no news', async () => {
  say('data: {"seq":7,"erased":2}');
  say('data: {"seq":7}');
  await untilHeard();

  expect(syncNow).not.toHaveBeenCalled();
});

test.each(['{"seq":8}', '{"seq":8,"erased":2}', '{"seq":7,"erased":3}'])(
  '[S10] [K9] %s is: more was written, or something was erased',
  async (poke) => {
    say(`data: ${poke}`);
    await vi.waitFor(() => expect(syncNow).toHaveBeenCalledOnce());
  },
);

test('what a sync under way turns out to have brought is no news, and what it has not is asked for once', async () => {
  let finish!: () => void;
  underWay = new Promise((done) => (finish = done));
  say('data: {"seq":8}');
  await untilHeard();
  await mailbox.postboxes.update('oak', { seq: 8 });
  finish();
  await underWay;
  heard.length = 0;
  await untilHeard();
  expect(syncNow).not.toHaveBeenCalled();

  underWay = new Promise((done) => (finish = done));
  say('data: {"seq":9}');
  say('data: {"seq":10}');
  heard.length = 0;
  await untilHeard();
  expect(syncNow).not.toHaveBeenCalled();
  finish();

  await vi.waitFor(() => expect(syncNow).toHaveBeenCalled());
  expect(syncNow).toHaveBeenCalledOnce();
});
