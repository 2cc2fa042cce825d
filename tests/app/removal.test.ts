import { describe, expect, test } from 'vitest';
import type { Mail } from '../../src/mailbox/database.ts';
import { shareTablet } from '../../src/notebook/write-team.ts';
import { contentsOf } from '../../src/sealing/contents.ts';
import { sealOutbox } from '../../src/sealing/seal-outbox.ts';
import { networkTo } from '../support/lossy-network.ts';
import { TeamTablet } from '../support/team-tablet.ts';
import {
  aTablet,
  rounds,
  maria,
  sam,
  kim,
  server,
  letHappen,
  wipeServer,
  backUpServer,
  waitingOf,
  withoutKey,
  withThreeTablets,
} from './three-tablets.ts';

withThreeTablets();

describe('[K4] a tablet removed in mid-sync', () => {
  test('reads and writes nothing from then on, and is told; the others go on', async () => {
    await sam.note('n1', 'SENT BEFORE');
    await sam.round();
    await sam.note('n2', 'UNSENT');
    await sealOutbox(sam.sealing);

    expect(await maria.remove({ tablets: [sam.device] })).toEqual({ kind: 'done', value: [] });
    await maria.note('n3', 'AFTERWARDS');
    await rounds(maria, kim);
    await kim.note('n4', 'ALSO AFTERWARDS');
    await rounds(maria, kim);

    expect(await sam.round()).toEqual({ kind: 'blocked', trouble: 'removed' });
    expect(await sam.notes()).toEqual(['SENT BEFORE', 'UNSENT']);
    expect(await readable(sam)).not.toContain('AFTERWARDS');
    for (const tablet of [maria, kim]) {
      expect(await tablet.notes()).toEqual(['AFTERWARDS', 'ALSO AFTERWARDS', 'SENT BEFORE']);
    }
  });

  test('does not come back to a server that has forgotten everything, once it knows', async () => {
    await maria.remove({ tablets: [sam.device] });
    await sam.round();
    await wipeServer();

    expect(await sam.round()).toEqual({ kind: 'blocked', trouble: 'removed' });
    expect(await server.store.changeLog.head(sam.entry.team)).toBeNull();
  });

  test('still knows it after a sign-in page stood in the way meanwhile', async () => {
    await maria.remove({ tablets: [sam.device] });
    await sam.round();
    letHappen('signInPage');
    expect(await sam.round()).toEqual({ kind: 'blocked', trouble: 'removed' });
    letHappen('none');
    await wipeServer();

    expect(await sam.round()).toEqual({ kind: 'blocked', trouble: 'removed' });
    expect(await server.store.changeLog.head(sam.entry.team)).toBeNull();
  });

  test('that has not heard of it and claims an emptied server first is out again when a colleague heals it', async () => {
    await maria.remove({ tablets: [sam.device] });
    await rounds(maria, kim);
    await wipeServer();
    await sam.note('n1', 'LATE');
    expect(await sam.round()).toEqual({ kind: 'synced' });

    await kim.note('n2', 'AFTERWARDS');
    await rounds(kim, maria);

    expect(await sam.round()).toEqual({ kind: 'blocked', trouble: 'removed' });
    expect(await readable(sam)).not.toContain('AFTERWARDS');
    expect(await maria.notes()).toEqual(['AFTERWARDS']);
    expect((await waitingOf(maria)).waiting).toMatchObject([{ text: 'LATE' }]);
  });

  test('is out again of a server restored from a backup that still knew it', async () => {
    const setBack = await backUpServer();
    await maria.remove({ tablets: [sam.device] });
    await maria.note('n1', 'AFTERWARDS');
    await rounds(maria, kim);
    await setBack();
    expect(await sam.round()).toEqual({ kind: 'synced' });

    await rounds(kim, maria);

    expect(await sam.round()).toEqual({ kind: 'blocked', trouble: 'removed' });
    expect(await sam.notes()).toEqual([]);
    expect(await kim.notes()).toEqual(['AFTERWARDS']);
  });
});

describe('[K4] removing', () => {
  test('each other at once: exactly one wins', async () => {
    const outcomes = await Promise.all([
      maria.remove({ tablets: [sam.device] }),
      sam.remove({ tablets: [maria.device] }),
    ]);
    await rounds(kim);

    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['done', 'failed']);
    expect(await kim.notebook.rows('removals').count()).toBe(1);
    const isMariaIn = (await maria.round()).kind === 'synced';
    expect((await sam.round()).kind === 'synced').toBe(!isMariaIn);
  });

  test('different tablets at once: both go, one epoch after the other, and all who stay read on', async () => {
    const [lee, ann] = [aTablet('Lee'), aTablet('Ann')];
    for (const tablet of [lee, ann]) await tablet.join(await maria.inviteCode());
    await rounds(maria, sam, kim, lee, ann);

    const outcomes = await Promise.all([
      maria.remove({ tablets: [lee.device] }),
      sam.remove({ tablets: [ann.device] }),
    ]);
    await rounds(maria, sam, kim);
    await kim.note('n1', 'AFTERWARDS');
    await rounds(kim, maria, sam);

    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done']);
    expect(new Set([maria, sam, kim].map(({ epochs }) => epochs.epoch)).size).toBe(1);
    expect(await maria.notes()).toEqual(['AFTERWARDS']);
    for (const out of [lee, ann]) {
      expect(await out.round()).toMatchObject({ trouble: 'removed' });
      expect(await readable(out)).not.toContain('AFTERWARDS');
    }
  });

  test('a person takes all their tablets, in one step', async () => {
    const member = sam.entry.me;
    const removed = await maria.remove({ tablets: [sam.device, kim.device], person: member });
    await rounds(maria);

    expect(removed.kind).toBe('done');
    expect(await maria.notebook.rows('members').get(member)).toMatchObject({ fields: { removed: true } });
    expect(await sam.round()).toMatchObject({ trouble: 'removed' });
    expect(await kim.round()).toMatchObject({ trouble: 'removed' });
  });

  test('a person who shares a colleague’s tablet goes without one: every tablet goes on, with a new key', async () => {
    const lee = 'mlee';
    await shareTablet(sam.notebook, { member: lee, newName: 'Lee' });
    await rounds(sam, maria);
    await withoutKey(kim);
    const code = await maria.inviteCode();

    const value = [kim.device];
    expect(await maria.remove({ tablets: [], person: lee })).toEqual({ kind: 'done', value });
    await maria.note('n1', 'AFTERWARDS');
    await rounds(maria, sam, kim);

    expect(maria.epochs.epoch).toBeGreaterThan(1);
    for (const tablet of [maria, sam, kim]) {
      expect(tablet.epochs.epoch).toBe(maria.epochs.epoch);
      expect(await tablet.notes()).toEqual(['AFTERWARDS']);
      expect(await tablet.notebook.rows('members').get(lee)).toMatchObject({ fields: { removed: true } });
      expect(await tablet.notebook.rows('removals').count()).toBe(0);
    }
    await expect(aTablet('Lee').join(code)).rejects.toThrow('refused');
    const { epoch } = maria.epochs;
    expect((await maria.remove({ tablets: [], person: lee })).kind).toBe('done');
    expect(maria.epochs.epoch).toBe(epoch);
  });

  test('without the network removes nobody and says so', async () => {
    letHappen('lostRequest');

    expect(await maria.remove({ tablets: [sam.device] })).toEqual({ kind: 'failed', problem: 'offline' });
    letHappen('none');
    await rounds(maria, sam);

    expect(await sam.round()).toEqual({ kind: 'synced' });
    expect(await maria.notebook.rows('removals').count()).toBe(0);
  });

  test('whose answer was lost is found done at the next try', async () => {
    const requests: string[] = [];
    const lossy = networkTo(
      () => server.app,
      () => (requests.at(-1)?.endsWith('/removals') ? 'lostReply' : 'none'),
    );
    Object.assign(maria.access, {
      fetch: (async (input, init) => {
        requests.push(input as string);
        return await lossy(input, init);
      }) as typeof fetch,
    });

    expect(await maria.remove({ tablets: [sam.device] })).toEqual({ kind: 'failed', problem: 'offline' });
    expect(await maria.remove({ tablets: [sam.device] })).toMatchObject({ kind: 'done' });
    expect(requests.filter((path) => path.endsWith('/removals'))).toHaveLength(1);
  });

  test('keeps what came in while it was asked for', async () => {
    await sam.note('n1', 'sent at the last moment');
    await sealOutbox(sam.sealing);
    let isSent = false;
    const plain = maria.access.fetch;
    Object.assign(maria.access, {
      fetch: (async (input, init) => {
        // Sam's tablet is quicker than the removal, once.
        if ((input as string).endsWith('/removals') && !isSent) {
          isSent = true;
          await sam.sync();
        }
        return await plain(input, init);
      }) as typeof fetch,
    });

    expect(await maria.remove({ tablets: [sam.device] })).toMatchObject({ kind: 'done' });
    await rounds(maria, kim);

    expect(await kim.notes()).toEqual(['sent at the last moment']);
    expect((await waitingOf(kim)).waiting).toEqual([]);
  });
});

/** What lies at the server that this tablet's keys open. */
async function readable(tablet: TeamTablet): Promise<string> {
  const page = await server.store.changeLog.readAfter(tablet.entry.team, 0, Infinity);
  const opened = await Promise.all(
    (page?.envelopes ?? []).map(async (bytes) => contentsOf(tablet.sealing, { bytes } as unknown as Mail)),
  );
  return JSON.stringify(opened.map((one) => (one.ok ? one.value.changes : [])));
}
