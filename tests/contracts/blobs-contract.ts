import { afterEach, describe, expect, test } from 'vitest';
import type { Blobs, ChunkAddress } from '../../src/server/blobs.ts';
import type { Store } from '../../src/server/store.ts';
import { bytes } from '../server/tablet.ts';

const PLENTY = { maxBytes: 10_000_000 };

/** What every store of photos must do. `openStores` opens the same empty database as often as asked. */
export function blobsContract(
  name: string,
  openStores: (count: number) => Promise<{ stores: readonly Store[]; close: () => Promise<void> }>,
) {
  describe(`${name} blobs`, () => {
    let close: (() => Promise<void>) | undefined;
    afterEach(async () => {
      await close?.();
      close = undefined;
    });

    async function open(count = 1): Promise<readonly Blobs[]> {
      const opened = await openStores(count);
      close = opened.close;
      const maria = { device: 'dMaria', tokenHash: bytes(32), proofHash: bytes(32) };
      await opened.stores[0]!.membership.claim({ ...maria, team: 'oak' }, 0);
      return opened.stores.map((store) => store.blobs);
    }

    test('gives back each piece as it was put', async () => {
      const [blobs] = await open();
      const blob = bytes(16);
      const pieces = [bytes(20_000), bytes(4_000)];

      for (const [chunk, piece] of pieces.entries()) {
        expect(await blobs!.put({ team: 'oak', blob, chunk }, piece, PLENTY)).toBe('stored');
      }

      expect(await held(blobs, { team: 'oak', blob, chunk: 0 })).toEqual(pieces[0]);
      expect(await held(blobs, { team: 'oak', blob, chunk: 1 })).toEqual(pieces[1]);
    });

    test('[S2] takes the same piece again as it took it first, and counts it once', async () => {
      const [blobs] = await open();
      const address = { team: 'oak', blob: bytes(16), chunk: 0 };
      const piece = bytes(600);
      const room = { maxBytes: 1000 };

      expect(await blobs!.put(address, piece, room)).toBe('stored');
      expect(await blobs!.put(address, piece, room)).toBe('stored');

      expect(await blobs!.put({ ...address, chunk: 1 }, bytes(400), room)).toBe('stored');
    });

    test('keeps what lies there when other bytes come for the same place', async () => {
      const [blobs] = await open();
      const address = { team: 'oak', blob: bytes(16), chunk: 0 };
      const first = bytes(500);
      await blobs!.put(address, first, PLENTY);

      expect(await blobs!.put(address, bytes(500), PLENTY)).toBe('differs');

      expect(await held(blobs, address)).toEqual(first);
    });

    test('refuses what goes over the room of a team, stores nothing of it, and serves other teams', async () => {
      const [blobs] = await open();
      const room = { maxBytes: 1000 };
      const [first, second] = [bytes(16), bytes(16)];
      await blobs!.put({ team: 'oak', blob: first, chunk: 0 }, bytes(800), room);

      expect(await blobs!.put({ team: 'oak', blob: second, chunk: 0 }, bytes(201), room)).toBe('full');

      expect(await blobs!.get({ team: 'oak', blob: second, chunk: 0 })).toBeNull();
      expect(await blobs!.put({ team: 'elm', blob: second, chunk: 0 }, bytes(201), room)).toBe('stored');
      expect(await blobs!.put({ team: 'oak', blob: second, chunk: 0 }, bytes(200), room)).toBe('stored');
    });

    test('[K4] takes and erases nothing for a tablet that is not in the team any more', async () => {
      const [blobs] = await open();
      const [blob, other] = [bytes(16), bytes(16)];
      const piece = bytes(500);
      const put = (into: Uint8Array, by: string) =>
        blobs!.put({ team: 'oak', blob: into, chunk: 0 }, piece, { ...PLENTY, by });

      expect(await put(blob, 'dMaria')).toBe('stored');
      expect(await put(other, 'dRemoved')).toBe('refused');
      expect(await blobs!.erase('oak', [blob, other], 'dRemoved')).toBeNull();

      expect(await held(blobs, { team: 'oak', blob, chunk: 0 })).toEqual(piece);
      expect(await put(other, 'dMaria')).toBe('stored');
      expect(await blobs!.erase('oak', [blob], 'dMaria')).toBe(1);
    });

    test('keeps the teams apart', async () => {
      const [blobs] = await open();
      const blob = bytes(16);
      await blobs!.put({ team: 'oak', blob, chunk: 0 }, bytes(100), PLENTY);

      expect(await blobs!.get({ team: 'elm', blob, chunk: 0 })).toBeNull();
    });

    test('[K9] an erased photo is gone, and its room is free again', async () => {
      const [blobs] = await open();
      const room = { maxBytes: 1000 };
      const [gone, kept] = [bytes(16), bytes(16)];
      await blobs!.put({ team: 'oak', blob: gone, chunk: 0 }, bytes(400), room);
      await blobs!.put({ team: 'oak', blob: gone, chunk: 1 }, bytes(200), room);
      await blobs!.put({ team: 'oak', blob: kept, chunk: 0 }, bytes(300), room);

      expect(await blobs!.erase('elm', [gone])).toBe(0);
      expect(await blobs!.erase('oak', [gone, bytes(16)])).toBe(1);

      expect(await blobs!.get({ team: 'oak', blob: gone, chunk: 1 })).toBeNull();
      expect(await held(blobs, { team: 'oak', blob: kept, chunk: 0 })).toHaveLength(300);
      expect(await blobs!.put({ team: 'oak', blob: bytes(16), chunk: 0 }, bytes(700), room)).toBe('stored');
    });

    test('[K9] a piece that was on its way when its photo was erased is not taken, and no other of it ever', async () => {
      const [blobs] = await open();
      const room = { maxBytes: 1000 };
      const [begun, announced] = [bytes(16), bytes(16)];
      const piece = bytes(400);
      await blobs!.put({ team: 'oak', blob: begun, chunk: 0 }, piece, room);
      await blobs!.erase('oak', [begun, announced]);

      expect(await blobs!.put({ team: 'oak', blob: begun, chunk: 0 }, piece, room)).toBe('erased');
      expect(await blobs!.put({ team: 'oak', blob: begun, chunk: 1 }, piece, room)).toBe('erased');
      expect(await blobs!.put({ team: 'oak', blob: announced, chunk: 0 }, piece, room)).toBe('erased');
      expect(await blobs!.erase('oak', [begun, announced])).toBe(0);

      expect(await blobs!.get({ team: 'oak', blob: begun, chunk: 0 })).toBeNull();
      expect(await blobs!.put({ team: 'elm', blob: begun, chunk: 0 }, piece, room)).toBe('stored');
      expect(await blobs!.put({ team: 'oak', blob: bytes(16), chunk: 0 }, bytes(1000), room)).toBe('stored');
    });

    test('several servers that are sent one piece at once store it once', async () => {
      const servers = await open(3);
      const address = { team: 'oak', blob: bytes(16), chunk: 0 };
      const piece = bytes(700);
      const room = { maxBytes: 1000 };

      const outcomes = await Promise.all(servers.map((blobs) => blobs.put(address, piece, room)));

      expect(outcomes).toEqual(['stored', 'stored', 'stored']);
      expect(await servers[0]!.put({ ...address, chunk: 1 }, bytes(300), room)).toBe('stored');
    });
  });
}

/** As plain bytes, whatever the database's driver wraps them in. */
async function held(blobs: Blobs | undefined, address: ChunkAddress): Promise<Uint8Array> {
  return new Uint8Array((await blobs?.get(address)) ?? []);
}
