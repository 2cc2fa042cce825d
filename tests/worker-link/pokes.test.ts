import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Mailbox } from '../../src/mailbox/database.ts';
import { newPostbox } from '../../src/mailbox/new-postbox.ts';
import { listenForPokes } from '../../src/worker-link/pokes.ts';

let mailbox: Mailbox;
let say: (line: string) => void;
let stop: () => void;
const syncNow = vi.fn();

beforeEach(async () => {
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
    onPresence: (bytes) => heard.push(...bytes),
  });
});

const heard: number[] = [];
afterEach(async () => {
  stop();
  syncNow.mockReset();
  heard.length = 0;
  await mailbox.delete();
});

/** Said last, so that whatever was said before it has been heard. */
async function untilHeard() {
  say('event: presence\ndata: Kg');
  await vi.waitFor(() => expect(heard).toEqual([42]));
}

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
    await untilHeard();

    expect(syncNow).toHaveBeenCalledOnce();
  },
);
