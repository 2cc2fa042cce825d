import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { chainInput, EMPTY_CHAIN } from '../../src/protocol/chain.ts';
import type { Tombstone } from '../../src/protocol/requests.ts';
import type { Appended, ChangeLog, SealedEnvelope, Sender } from '../../src/server/change-log.ts';
import type { Store } from '../../src/server/store.ts';
import { bytes, whole } from '../server/tablet.ts';

const PLENTY = 1_000_000;
const maria: Sender = { device: 'dMaria', tokenHash: bytes(32) };
const removed: Sender = { device: 'dRemoved', tokenHash: bytes(32) };

/**
 * What every change log must do, whichever database stands behind it. `openStores` opens the same empty database as
 * often as asked, as several server processes would.
 */
export function changeLogContract(
  name: string,
  openStores: (count: number) => Promise<{ stores: readonly Store[]; close: () => Promise<void> }>,
) {
  describe(`${name} change log`, () => {
    let close: (() => Promise<void>) | undefined;
    afterEach(async () => {
      await close?.();
      close = undefined;
    });

    async function open(count = 1): Promise<readonly ChangeLog[]> {
      const opened = await openStores(count);
      close = opened.close;
      for (const team of ['oak', 'elm', 'yew']) {
        const claim = { ...maria, team, proofHash: bytes(32) };
        await opened.stores[0]!.membership.claim(claim, 0);
      }
      return opened.stores.map((store) => store.changeLog);
    }

    test('numbers envelopes from 1 in the order they were given', async () => {
      const [log] = await open();
      const [first, second, third] = [anItem(), anItem(), anItem()];

      const appended = await log!.append('oak', [first, second]);
      const later = await log!.append('oak', [third]);

      expect(appended).toMatchObject({ seqs: [1, 2], added: 2, head: { seq: 2 } });
      expect(later).toMatchObject({ seqs: [3], added: 1, head: { seq: 3 } });
      expect(await readAll(log!, 'oak')).toEqual([first, second, third].map(hex));
    });

    test('keeps the teams apart, each with its own log', async () => {
      const [log] = await open();
      const [ours, theirs] = [anItem(), anItem()];

      await log!.append('oak', [ours]);
      const appended = await log!.append('elm', [theirs]);

      expect(appended?.seqs).toEqual([1]);
      expect(await readAll(log!, 'elm')).toEqual([hex(theirs)]);
      expect((await log!.head('oak'))?.log).not.toBe((await log!.head('elm'))?.log);
    });

    test('has nothing for a team that was never claimed', async () => {
      const [log] = await open();

      expect(await log!.append('ash', [anItem()])).toBeNull();
      expect(await log!.append('ash', [])).toBeNull();
      expect(await log!.readAfter('ash', 0, PLENTY)).toBeNull();
      expect(await log!.head('ash')).toBeNull();
    });

    test('[S2] stores an id once and gives its number again, beside new ones and within one push', async () => {
      const [log] = await open();
      const [first, second] = [anItem(), anItem()];
      await log!.append('oak', [first]);

      const again = await log!.append('oak', [first, second, second]);
      const onceMore = await log!.append('oak', [second, first]);

      expect(again).toMatchObject({ seqs: [1, 2, 2], added: 1, head: { seq: 2 } });
      expect(onceMore).toMatchObject({ seqs: [2, 1], added: 0, head: { seq: 2 } });
      expect(await readAll(log!, 'oak')).toEqual([first, second].map(hex));
    });

    test('[S2] keeps the first bytes when an id comes back with others', async () => {
      const [log] = await open();
      const first = anItem();
      await log!.append('oak', [first]);

      const again = await log!.append('oak', [{ id: first.id, bytes: bytes(40) }]);

      expect(again).toMatchObject({ seqs: [1], head: { seq: 1 } });
      expect(await readAll(log!, 'oak')).toEqual([hex(first)]);
    });

    test('[S2] the same id pushed twice at the same time is stored once', async () => {
      const [here, there] = await open(2);
      const item = anItem();

      const answers = await Promise.all([here!, there!, here!].map((log) => log.append('oak', [item])));

      expect(answers.map((answer) => answer?.seqs)).toEqual([[1], [1], [1]]);
      expect(answers.reduce((sum, answer) => sum + (answer?.added ?? 0), 0)).toBe(1);
    });

    test('[S3] concurrent pushes leave no gap and no repeat', async () => {
      const logs = await open(2);
      const pushes = Array.from({ length: 80 }, (_, index) => [anItem(), ...(index % 3 ? [anItem()] : [])]);

      // Eight who push one after another, so that they meet again and again.
      const pushesOf = (writer: number) => pushes.filter((_, index) => index % 8 === writer);
      const answers: (Appended | null)[] = [];
      const write = async (writer: number) => {
        for (const push of pushesOf(writer)) answers.push(await logs[writer % 2]!.append('oak', push));
      };
      await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));

      const seqs = answers.flatMap((answer) => answer!.seqs).toSorted((a, b) => a - b);
      expect(seqs).toEqual(Array.from({ length: pushes.flat().length }, (_, index) => index + 1));
      expect((await readAll(logs[0]!, 'oak')).toSorted()).toEqual(pushes.flat().map(hex).toSorted());
    });

    test('[S3] a reader following the cursor while many write sees every envelope once', async () => {
      const logs = await open(2);
      const pushes = Array.from({ length: 60 }, () => [anItem()]);
      const seen: string[] = [];
      let isWriting = true;

      const follow = async () => {
        for (let isLast = false; ; isLast = !isWriting) {
          const page = await logs[1]!.readAfter('oak', seen.length, 500);
          seen.push(...whole(page!.envelopes).map((one) => Buffer.from(one).toString('hex')));
          if (isLast && page!.envelopes.length === 0) return;
          await new Promise((resolve) => setImmediate(resolve));
        }
      };
      const write = async () => {
        await Promise.all(pushes.map((push, index) => logs[index % 2]!.append('oak', push)));
        isWriting = false;
      };
      await Promise.all([follow(), write()]);

      expect(seen.toSorted()).toEqual(pushes.flat().map(hex).toSorted());
    });

    test('[S3] pages hold at least one envelope and stop at the size asked for', async () => {
      const [log] = await open();
      const items = [anItem(100), anItem(100), anItem(100)];
      await log!.append('oak', items);

      const page = await log!.readAfter('oak', 0, 250);
      const small = await log!.readAfter('oak', 2, 10);

      expect(page?.envelopes).toHaveLength(2);
      expect(whole(small!.envelopes).map((one) => Buffer.from(one).toString('hex'))).toEqual([
        hex(items[2]!),
      ]);
    });

    test('[K10] the chain runs over every envelope and its number', async () => {
      const [log] = await open();
      const items = [anItem(), anItem(), anItem()];

      const empty = await log!.head('oak');
      const appended = await log!.append('oak', items);
      const page = await log!.readAfter('oak', 2, PLENTY);

      expect([...empty!.chain]).toEqual([...EMPTY_CHAIN]);
      expect([...appended!.head.chain]).toEqual([...chainOf(items)]);
      expect([...page!.after!]).toEqual([...chainOf(items.slice(0, 2))]);
      expect([...page!.head.chain]).toEqual([...chainOf(items)]);
      expect([...(await log!.readAfter('oak', 0, PLENTY))!.after!]).toEqual([...EMPTY_CHAIN]);
    });

    test('[K10] says so when it is shorter than the reader remembers', async () => {
      const [log] = await open();
      await log!.append('oak', [anItem()]);

      expect(await log!.readAfter('oak', 2, PLENTY)).toMatchObject({
        after: null,
        envelopes: [],
        head: { seq: 1 },
      });
    });

    test('[K9] an erased envelope leaves its number, its id and its hash, and the chain still checks', async () => {
      const [log, other] = await open(2);
      const items = [anItem(), anItem(), anItem()];
      const { head } = (await log!.append('oak', items))!;

      expect(await log!.erase('oak', [items[1]!.id])).toBe(1);

      const page = await other!.readAfter('oak', 0, PLENTY);
      expect(page!.envelopes.map(shapeOf)).toEqual([
        hex(items[0]!),
        { id: hexOf(items[1]!.id), hash: hexOf(sha(items[1]!.bytes)) },
        hex(items[2]!),
      ]);
      expect([...page!.head.chain]).toEqual([...head.chain]);
      expect([...(await log!.readAfter('oak', 2, PLENTY))!.after!]).toEqual([...chainOf(items.slice(0, 2))]);
      const more = anItem();
      expect((await log!.append('oak', [more]))!.head.chain).toEqual(chainOf([...items, more]));
    });

    test('[K9] an erased envelope is never taken again, and erasing again changes nothing', async () => {
      const [log] = await open();
      const [first, second] = [anItem(), anItem()];
      await log!.append('oak', [first, second]);
      await log!.erase('oak', [first.id, bytes(16)]);

      const again = await log!.append('oak', [first]);

      expect(again).toMatchObject({ seqs: [1], added: 0 });
      expect(await log!.erase('oak', [first.id])).toBe(0);
      expect(await readAll(log!, 'oak')).toEqual([hex(second)]);
      expect(await log!.erasedAfter('oak', 0, 10)).toMatchObject({ count: 1 });
    });

    test('[K9] names what was erased since a reader last heard, page by page', async () => {
      const [log] = await open();
      const items = [anItem(), anItem(), anItem()];
      await log!.append('oak', items);
      await log!.erase('oak', [items[2]!.id]);
      await log!.erase('oak', [items[0]!.id, items[1]!.id]);

      const page = await log!.erasedAfter('oak', 0, 2);
      const rest = await log!.erasedAfter('oak', page.count, 2);

      expect(page.ids.map(hexOf)).toEqual([hexOf(items[2]!.id), hexOf(items[0]!.id)]);
      expect(rest.ids.map(hexOf)).toEqual([hexOf(items[1]!.id)]);
      expect(await log!.erasedAfter('oak', rest.count, 2)).toEqual({ count: 3, ids: [] });
      expect(await log!.erasedAfter('oak', 9, 2)).toEqual({ count: 3, ids: [] });
    });

    test('[K4] erases nothing for a tablet that is not in the team any more', async () => {
      const [log] = await open();
      const item = anItem();
      await log!.append('oak', [item]);

      expect(await log!.erase('oak', [item.id], removed.device)).toBeNull();

      expect(await readAll(log!, 'oak')).toEqual([hex(item)]);
      expect(await log!.erasedAfter('oak', 0, 10)).toEqual({ count: 0, ids: [] });
      expect(await log!.erase('oak', [item.id], maria.device)).toBe(1);
    });

    test('[K9] erases nothing of another team', async () => {
      const [log] = await open();
      const item = anItem();
      await log!.append('oak', [item]);

      expect(await log!.erase('elm', [item.id])).toBe(0);
      expect(await log!.erase('ash', [item.id])).toBeNull();

      expect(await readAll(log!, 'oak')).toEqual([hex(item)]);
    });

    test('[K4] takes nothing from a tablet that is not in the team any more, and all that others push beside it', async () => {
      const logs = await open(2);
      const items = Array.from({ length: 6 }, () => anItem());

      const answers = await Promise.all(
        items.map((item, index) =>
          logs[index % 2]!.append(index % 3 === 0 ? 'elm' : 'oak', [item], index === 4 ? removed : maria),
        ),
      );

      expect(answers.map((answer) => answer?.added ?? null)).toEqual([1, 1, 1, 1, null, 1]);
      expect((await readAll(logs[0]!, 'oak')).toSorted()).toEqual(
        [items[1]!, items[2]!, items[5]!].map(hex).toSorted(),
      );
    });

    test('[S2] [K4] of pushes that arrive together each gets its own answer, whatever becomes of the others', async () => {
      const logs = await open(2);
      const [known, twice] = [anItem(), anItem()];
      await logs[0]!.append('elm', [known]);

      const answers = await Promise.all([
        logs[0]!.append('oak', [anItem()], maria),
        logs[0]!.append('elm', [known, anItem()], maria),
        logs[0]!.append('ash', [anItem()], maria),
        logs[0]!.append('yew', [anItem()], removed),
        logs[0]!.append('yew', [twice, twice], maria),
        logs[0]!.append('oak', [anItem()], removed),
        logs[0]!.append('oak', [anItem(), anItem()], maria),
      ]);

      expect(answers.map((answer) => answer?.seqs ?? null)).toEqual([
        [1],
        [1, 2],
        null,
        null,
        [1, 1],
        null,
        [2, 3],
      ]);
      const heads = await Promise.all(['oak', 'elm', 'yew'].map((team) => logs[1]!.head(team)));
      expect(heads.map((head) => head?.seq)).toEqual([3, 2, 1]);
    });

    test('[K4] takes nothing from, and says nothing to, a token that its tablet or another has no longer', async () => {
      const [log] = await open();
      const senders = [
        { ...maria, tokenHash: bytes(32) },
        { ...removed, tokenHash: maria.tokenHash },
        removed,
      ];

      for (const sender of senders) {
        expect(await log!.append('oak', [anItem()], sender)).toBeNull();
        expect(await log!.append('oak', [], sender)).toBeNull();
      }

      expect(await log!.append('oak', [], maria)).toMatchObject({ seqs: [], head: { seq: 0 } });
      expect(await log!.append('oak', [anItem()], maria)).toMatchObject({ seqs: [1] });
    });

    test('tells those who watch a team when its log has grown, and only then', async () => {
      // A team of this test's own: another process may still be telling of what an earlier test pushed.
      const [log] = await open();
      const heard: number[] = [];
      const item = anItem();
      const stop = log!.watch('yew', (seq) => heard.push(seq));

      await log!.append('yew', [item, anItem()]);
      await log!.append('yew', [item]);
      await log!.append('elm', [anItem()]);
      stop();
      await log!.append('yew', [anItem()]);

      expect(heard).toEqual([2]);
    });
  });
}

function anItem(size = 30): SealedEnvelope {
  return { id: bytes(16), bytes: bytes(size) };
}

function hex(item: SealedEnvelope): string {
  return hexOf(item.bytes);
}

function hexOf(some: Uint8Array): string {
  return Buffer.from(some).toString('hex');
}

function shapeOf(one: Uint8Array | Tombstone) {
  return one instanceof Uint8Array ? hexOf(one) : { id: hexOf(one.id), hash: hexOf(one.hash) };
}

function sha(input: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(input).digest());
}

async function readAll(log: ChangeLog, team: string): Promise<string[]> {
  const page = await log.readAfter(team, 0, PLENTY);
  return whole(page!.envelopes).map((one) => Buffer.from(one).toString('hex'));
}

/** Written out anew rather than taken from the server: the tablets' idea of the chain. */
function chainOf(items: readonly SealedEnvelope[]): Uint8Array {
  return items.reduce<Uint8Array>(
    (chain, item, index) => sha(chainInput(chain, index + 1, sha(item.bytes))),
    EMPTY_CHAIN,
  );
}
