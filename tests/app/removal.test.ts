import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSheet, settleRecovered, teamSecrets } from '../../src/access/recover.ts';
import { recoveryContents } from '../../src/app/recovery-contents.ts';
import { makeSheet } from '../../src/crypto/recovery.ts';
import { unsent } from '../../src/mailbox/outgoing.ts';
import { recoveryOf } from '../../src/mailbox/recoveries.ts';
import { writeSheet } from '../../src/notebook/sheet.ts';
import { writeSheetRecord } from '../../src/protocol/sheet-record.ts';
import { carryRecovery } from '../../src/sealing/carry-recovery.ts';
import type { RemovedTablet } from '../../src/notebook/read-removals.ts';
import { removedTablets } from '../../src/notebook/read-removals.ts';
import { commit } from '../../src/notebook/commit.ts';
import { leaveOut, takeIn } from '../../src/notebook/write-removals.ts';
import { all } from '../../src/notebook/read.ts';
import { addComment } from '../../src/notebook/write-comments.ts';
import { eraseForEveryone } from '../../src/notebook/erase.ts';
import { encodeEnvelope, parseEnvelope } from '../../src/protocol/envelope.ts';
import { open } from '../../src/crypto/seal.ts';
import { contentsOf } from '../../src/sealing/contents.ts';
import { takeCopy } from '../../src/sealing/copy-in.ts';
import { writeCopy } from '../../src/sealing/copy-out.ts';
import { openMail } from '../../src/sealing/open-mail.ts';
import { sealOutbox } from '../../src/sealing/seal-outbox.ts';
import type { Mail } from '../../src/mailbox/database.ts';
import { shareTablet } from '../../src/notebook/write-team.ts';
import { handOver } from '../support/hand-over.ts';
import { networkTo, type Mishap } from '../support/lossy-network.ts';
import { startApp, temporaryDir, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';
import { TeamTablet } from '../support/team-tablet.ts';

let folder: string;
let server: RunningApp;
let time = Date.UTC(2026, 10, 10, 10);
let mishap: Mishap = 'none';
let tablets: TeamTablet[] = [];
let maria: TeamTablet;
let sam: TeamTablet;
let kim: TeamTablet;
const random = seededRandom(41);
const UNLIMITED = { claimsPerAddress: 1e6, acceptsPerAddress: 1e6 };
const serve = (dataDir: string) => startApp({ dataDir, now: () => time, rates: UNLIMITED });

beforeEach(async () => {
  folder = temporaryDir();
  mishap = 'none';
  server = await serve(join(folder, 'first'));
  [maria, sam, kim] = [aTablet('Maria'), aTablet('Sam'), aTablet('Kim')];
  await maria.start();
  for (const tablet of [sam, kim]) await tablet.join(await maria.inviteCode());
  await rounds(maria, sam, kim);
});
afterEach(async () => {
  for (const tablet of tablets) tablet.close();
  tablets = [];
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function aTablet(name: string): TeamTablet {
  const fetch = networkTo(
    () => server.app,
    () => mishap,
  );
  // A later millisecond at each look: nobody writes twice at once.
  const tablet = new TeamTablet(name, { fetch, random, time: () => ++time });
  tablets.push(tablet);
  return tablet;
}

async function rounds(...some: readonly TeamTablet[]): Promise<void> {
  for (let count = 0; count < 3; count++) for (const tablet of some) await tablet.round();
}

/** Everything the team shares, as the tablet holds it. */
async function shared(tablet: TeamTablet) {
  const tables = ['notes', 'members', 'devices', 'removals'] as const;
  const rows = await Promise.all(tables.map((table) => tablet.notebook.rows(table).toArray()));
  const history = await tablet.notebook.history.toArray();
  const aside = (await tablet.notebook.setAside.toArray()).map(({ id, reason }) => `${reason} ${id}`);
  return { rows, history, aside: aside.toSorted() };
}

/** As if that tablet had an older version and had published none. */
async function withoutKey({ device }: TeamTablet): Promise<void> {
  for (const { notebook } of [maria, sam, kim]) {
    const row = (await notebook.rows('devices').get(device))!;
    await notebook.rows('devices').put({ ...row, fields: { ...row.fields, publicKey: '' } });
  }
}

const waitingOf = async (tablet: TeamTablet): Promise<RemovedTablet> =>
  (await removedTablets(tablet.notebook))[0] as RemovedTablet;

/** What lies at the server that this tablet's keys open. */
async function readable(tablet: TeamTablet): Promise<string> {
  const page = await server.store.changeLog.readAfter(tablet.entry.team, 0, Infinity);
  const opened = await Promise.all(
    (page?.envelopes ?? []).map(async (bytes) => contentsOf(tablet.sealing, { bytes } as unknown as Mail)),
  );
  return JSON.stringify(opened.map((one) => (one.ok ? one.value.changes : [])));
}

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
    await server.stop();
    server = await serve(join(folder, 'wiped'));

    expect(await sam.round()).toEqual({ kind: 'blocked', trouble: 'removed' });
    expect(await server.store.changeLog.head(sam.entry.team)).toBeNull();
  });

  test('that has not heard of it and claims an emptied server first is out again when a colleague heals it', async () => {
    await maria.remove({ tablets: [sam.device] });
    await rounds(maria, kim);
    await server.stop();
    server = await serve(join(folder, 'wiped'));
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
    await server.stop();
    cpSync(join(folder, 'first'), join(folder, 'backup'), { recursive: true });
    server = await serve(join(folder, 'first'));
    await maria.remove({ tablets: [sam.device] });
    await maria.note('n1', 'AFTERWARDS');
    await rounds(maria, kim);
    await server.stop();
    server = await serve(join(folder, 'backup'));
    expect(await sam.round()).toEqual({ kind: 'synced' });

    await rounds(kim, maria);

    expect(await sam.round()).toEqual({ kind: 'blocked', trouble: 'removed' });
    expect(await sam.notes()).toEqual([]);
    expect(await kim.notes()).toEqual(['AFTERWARDS']);
  });
});

describe('[K4] notes of a removed tablet that arrive after its end', () => {
  beforeEach(async () => {
    await sam.note('n1', 'sent before');
    await sam.round();
    await sam.note('n2', 'waits');
    await sam.note('n1', 'changed late');
    await sealOutbox(sam.sealing);
    await maria.remove({ tablets: [sam.device] });
    await sam.round();
    await rounds(maria, kim);
  });

  test('wait on every tablet for a lead’s word, and are then in everybody’s notebook', async () => {
    await handOver(sam, kim);
    await rounds(kim, maria);
    expect(await waitingOf(maria)).toMatchObject({
      name: 'Sam',
      label: 'Sam’s tablet',
      removedBy: 'Maria',
      waiting: [{ text: 'waits' }, { text: 'changed late' }],
    });
    expect(await kim.notes()).toEqual(['sent before']);

    await takeIn(maria.notebook, [sam.device], maria.entry.me);
    await rounds(maria, kim);

    for (const tablet of [maria, kim]) {
      expect(await tablet.notes()).toEqual(['changed late', 'waits']);
      expect((await waitingOf(tablet)).waiting).toEqual([]);
    }
    expect(await shared(kim)).toEqual(await shared(maria));
  });

  test('that are left out stay out on every tablet, and can still be taken in', async () => {
    await handOver(sam, maria);
    await rounds(maria, kim);

    await leaveOut(maria.notebook, [sam.device], maria.entry.me);
    await rounds(maria, kim);
    expect(await kim.notes()).toEqual(['sent before']);
    expect(await waitingOf(kim)).toMatchObject({ isLeftOut: true, waiting: [{}, {}] });

    await takeIn(maria.notebook, [sam.device], maria.entry.me);
    await rounds(maria, kim);
    expect(await kim.notes()).toEqual(['changed late', 'waits']);
  });

  test('come with the tablet when it is invited again, and wait like any others', async () => {
    await sam.note('n3', 'written while out');
    await sam.join(await maria.inviteCode());
    await rounds(sam, maria, kim);
    expect(await maria.notes()).toEqual(['sent before']);
    expect(await sam.notes()).toEqual(['sent before']);
    expect((await waitingOf(maria)).waiting).toHaveLength(3);

    await sam.note('n4', 'written when back');
    await takeIn(maria.notebook, [(await waitingOf(maria)).device], maria.entry.me);
    await rounds(maria, sam, kim);

    for (const tablet of [maria, sam, kim]) {
      expect(await tablet.notes()).toEqual([
        'changed late',
        'waits',
        'written when back',
        'written while out',
      ]);
    }
    expect(await shared(sam)).toEqual(await shared(maria));
  });

  test('a pupil erased meanwhile is not brought back by them', async () => {
    await handOver(sam, kim);
    await rounds(kim, maria);
    await eraseForEveryone(maria.notebook, { scope: 'oak.A', erasedBy: maria.entry.me });
    await rounds(maria, kim);

    await takeIn(maria.notebook, [sam.device], maria.entry.me);
    await rounds(maria, kim);

    for (const tablet of [maria, kim]) {
      expect(await tablet.notes()).toEqual([]);
      expect(JSON.stringify(await shared(tablet))).not.toContain('waits');
    }
  });

  test('[M1] leave the same notebook in whatever order they, the removal and the decision are heard', async () => {
    await handOver(sam, kim);
    await rounds(kim, maria);
    await takeIn(maria.notebook, [sam.device], maria.entry.me);
    await rounds(maria, kim);
    const expected = await shared(maria);
    const { mailbox, entry } = maria;
    const mails = await mailbox.mail.where({ team: entry.team }).toArray();

    const late = aTablet('Lee');
    await late.join(await maria.inviteCode());
    for (let order = 0; order < 12; order++) {
      await late.notebook.delete();
      await late.notebook.open();
      const shuffled = mails
        .map((mail) => ({ mail, place: random.chance() }))
        .toSorted((a, b) => a.place - b.place);
      for (const { mail } of shuffled) {
        await late.mailbox.mail.put({ ...mail, sending: 'stored', reading: 'unopened' });
        await openMail(late.sealing);
      }
      expect(await shared(late)).toEqual(expected);
    }
  });

  test('[M1] go out again where they came in before the removal was heard of', async () => {
    // Also where somebody has written over it since, and it is in the history alone.
    const kind = (of: TeamTablet, word: string) =>
      commit(of.notebook, [{ table: 'notes', row: 'oak.1.n3', fields: { kind: word } }]);
    await kind(sam, 'said');
    await sealOutbox(sam.sealing);
    await maria.note('n3', 'by Maria');
    await kind(maria, 'work');
    await handOver(sam, maria);
    await rounds(maria, kim);
    const expected = await shared(maria);
    const mails = await maria.mailbox.mail.where({ team: maria.entry.team }).toArray();

    const late = aTablet('Lee');
    await late.join(await maria.inviteCode());
    for (let order = 0; order < 12; order++) {
      await late.notebook.delete();
      await late.notebook.open();
      const shuffled = mails
        .map((mail) => ({ mail, place: random.chance() }))
        .toSorted((a, b) => a.place - b.place);
      for (const { mail } of shuffled) {
        await late.mailbox.mail.put({ ...mail, sending: 'stored', reading: 'unopened' });
        await openMail(late.sealing);
      }
      expect(await shared(late)).toEqual(expected);
    }
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
    mishap = 'lostRequest';

    expect(await maria.remove({ tablets: [sam.device] })).toEqual({ kind: 'failed', problem: 'offline' });
    mishap = 'none';
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

describe('[K2] epochs', () => {
  test('an envelope moved to another epoch does not open; it is set aside and named', async () => {
    await maria.remove({ tablets: [sam.device] });
    await maria.note('n1', 'AFTERWARDS');
    await rounds(maria);
    const mails = await maria.mailbox.mail.where({ team: maria.entry.team, reading: 'own' }).toArray();
    const newest = mails
      .flatMap(({ bytes }) => {
        const read = parseEnvelope(bytes);
        return read.ok ? [read.value] : [];
      })
      .find(({ header }) => header.epoch === maria.epochs.epoch)!;
    const moved = { ...newest, header: { ...newest.header, epoch: 1 } };

    expect(newest.header.epoch).toBeGreaterThan(1);
    expect(await open(maria.epochs.keyOf(1)!, maria.entry.team, moved)).toEqual({
      ok: false,
      problem: 'doesNotOpen',
    });
    const forged: Mail = { ...mails[0]!, id: 'forged', bytes: encodeEnvelope(moved), reading: 'unopened' };
    await kim.mailbox.mail.put(forged);
    await kim.openAll();
    expect(await kim.mailbox.mail.get([kim.entry.team, 'forged'])).toMatchObject({
      reading: 'setAside',
      reason: 'doesNotOpen',
    });
  });

  test('what a colleague sealed before they heard of the new one is taken as ever', async () => {
    await kim.note('n1', 'sealed in the old epoch');
    await sealOutbox(kim.sealing);
    await maria.remove({ tablets: [sam.device] });

    await rounds(kim, maria);

    expect(await maria.notes()).toEqual(['sealed in the old epoch']);
  });

  test('an invitation hands over all of them: who joins reads everything', async () => {
    await maria.note('n1', 'first epoch');
    await maria.round();
    await maria.remove({ tablets: [sam.device] });
    await maria.note('n2', 'second epoch');
    await rounds(maria);
    await maria.remove({ tablets: [kim.device] });
    await maria.note('n3', 'third epoch');
    await rounds(maria);

    const lee = aTablet('Lee');
    await lee.join(await maria.inviteCode());
    await rounds(lee);

    expect(await lee.notes()).toEqual(['first epoch', 'second epoch', 'third epoch']);
  });

  test('[K7] a guest reads on with what a guest may have, and no more', async () => {
    const guest = aTablet('Ann');
    await guest.join(await maria.inviteCode({ isGuest: true }));
    await rounds(maria, guest);

    await maria.remove({ tablets: [sam.device] });
    await maria.note('n1', 'AFTERWARDS');
    await rounds(maria, guest);

    expect(await guest.notes()).toEqual(['AFTERWARDS']);
    const proofs = await server.store.membership.claim(
      {
        team: guest.entry.team,
        device: 'dOther',
        tokenHash: new Uint8Array(32),
        proofHash: new Uint8Array(
          await crypto.subtle.digest(
            'SHA-256',
            new Uint8Array((await guest.mailbox.postboxes.get(guest.entry.team))!.proof),
          ),
        ),
      },
      time,
    );
    expect(proofs).toBe('refused');
  });

  test('a tablet that has no key of its own yet is named, waits without damage, and reads on once it has one', async () => {
    await withoutKey(kim);

    expect(await maria.remove({ tablets: [sam.device] })).toEqual({ kind: 'done', value: [kim.device] });
    await maria.note('n1', 'AFTERWARDS');
    await rounds(maria);
    await kim.sync();
    await openMail(kim.sealing);
    expect(await kim.notes()).toEqual([]);
    expect(
      await kim.mailbox.mail.where({ team: kim.entry.team, reading: 'setAside' }).toArray(),
    ).toMatchObject([{ reason: 'noKey' }]);

    await rounds(kim, maria, kim);

    expect(await kim.notes()).toEqual(['AFTERWARDS']);
    expect(await kim.mailbox.mail.where({ team: kim.entry.team, reading: 'setAside' }).count()).toBe(0);
  });

  test('a tablet that missed several while it had no key gets them all, in whatever order it hears of them', async () => {
    for (const tablet of [maria, sam, kim]) {
      const row = (await tablet.notebook.rows('devices').get(kim.device))!;
      await tablet.notebook.rows('devices').put({ ...row, fields: { ...row.fields, publicKey: '' } });
    }
    const lee = aTablet('Lee');
    await lee.join(await maria.inviteCode());
    for (const out of [sam, lee]) {
      await maria.remove({ tablets: [out.device] });
      await maria.note(`n-${out.name}`, `after ${out.name}`);
      await rounds(maria);
    }

    await rounds(kim, maria, kim);

    expect(await kim.notes()).toEqual(['after Lee', 'after Sam']);
    expect(kim.epochs.all()).toHaveLength(3);
  });

  test('who brings the team back with its sheet has them all', async () => {
    await maria.remove({ tablets: [sam.device] });
    await maria.note('n1', 'AFTERWARDS');
    await rounds(maria, kim);
    const { team, device } = maria.entry;
    const epochs = await teamSecrets(maria.access.keyring, maria.entry);
    const lee = aTablet('Lee');
    const identity = { device: 'dLee1', token: new Uint8Array(32).fill(9) };

    await settleRecovered(lee.access, {
      kind: 'done',
      contents: { team, name: 'P5 Maths triad', epochs },
      identity,
      isLetIn: false,
    });

    const entry = (await lee.access.keyring.teams.get(team))!;
    expect(new Set((await teamSecrets(lee.access.keyring, entry)).map(({ epoch }) => epoch))).toEqual(
      new Set([1, maria.epochs.epoch]),
    );
    expect(entry.device).not.toBe(device);
  });

  test('a tablet that was closed meanwhile has them all when it opens again', async () => {
    await maria.remove({ tablets: [sam.device] });
    await rounds(maria, kim);
    const { epoch } = kim.epochs;

    await kim.reopenKeys();

    expect(kim.epochs.epoch).toBe(epoch);
    expect(kim.epochs.keyOf(1)).toBeDefined();
  });
});

describe('[K4] the recovery sheet of before a removal', () => {
  async function print(tablet: TeamTablet): Promise<string> {
    const contents = await recoveryContents(tablet.access.keyring, tablet.entry, tablet.notebook);
    const { code, keys, box, filler } = await makeSheet(contents, random.bytes);
    const proofHash = new Uint8Array(await crypto.subtle.digest('SHA-256', keys.proof));
    const { epoch } = tablet.epochs;
    const printed = { printedIn: epoch, printedAt: time, printedBy: tablet.entry.me };
    await writeSheet(
      tablet.notebook,
      writeSheetRecord({ id: keys.id, proofHash, box, filler, epoch, ...printed }),
    );
    await rounds(maria, kim);
    return code;
  }

  /** What an open page does whenever the sheet's words or the team's keys have changed. */
  async function carry(...some: readonly TeamTablet[]): Promise<void> {
    for (const tablet of some) {
      const { access, notebook, mailbox, entry } = tablet;
      const contents = () => recoveryContents(access.keyring, entry, notebook);
      await carryRecovery({ notebook, mailbox, random: random.bytes, contents });
      await rounds(tablet);
    }
  }

  const tried = (code: string) => openSheet(aTablet('Lee').access, code, undefined);

  test('opens nothing at once when a person was removed, and no tablet gives it back, not to a wiped server either', async () => {
    const code = await print(maria);
    await carry(maria, kim);
    expect(await tried(code)).toMatchObject({ kind: 'done', isLetIn: true });

    await maria.remove({ tablets: [sam.device], person: sam.entry.me });
    const atOnce = await tried(code);
    await rounds(kim);
    await carry(maria, kim);
    const later = await tried(code);
    await server.stop();
    server = await serve(join(folder, 'empty'));
    await rounds(kim, maria);
    await carry(kim, maria);

    const refused = { kind: 'failed', problem: 'refused' };
    expect([atOnce, later, await tried(code)]).toEqual([refused, refused, refused]);
    expect(await recoveryOf(kim.mailbox, kim.entry.team)).toBeUndefined();
    const next = await print(kim);
    await carry(kim);
    expect(await tried(next)).toMatchObject({ kind: 'done', isLetIn: true });
  });

  test('opens nothing once a person without a tablet is removed, not at a server from a backup either', async () => {
    const lee = 'mlee';
    await shareTablet(sam.notebook, { member: lee, newName: 'Lee' });
    await rounds(sam, maria);
    const code = await print(maria);
    await carry(maria, kim);
    expect(await tried(code)).toMatchObject({ kind: 'done', isLetIn: true });
    await server.stop();
    cpSync(join(folder, 'first'), join(folder, 'backup'), { recursive: true });
    server = await serve(join(folder, 'first'));

    await maria.remove({ tablets: [], person: lee });
    const atOnce = await tried(code);
    await rounds(maria, kim);
    await carry(maria, kim);
    const later = await tried(code);
    await server.stop();
    server = await serve(join(folder, 'backup'));
    await rounds(kim, maria);
    await carry(kim, maria);

    const refused = { kind: 'failed', problem: 'refused' };
    expect([atOnce, later, await tried(code)]).toEqual([refused, refused, refused]);
  });

  test('opens the team with its new key when only a tablet was removed', async () => {
    const code = await print(maria);
    await carry(maria, kim);

    await maria.remove({ tablets: [sam.device] });
    await rounds(kim);
    // The sheet is filled again, and then is what is carried.
    await carry(kim, kim);

    const opened = await tried(code);
    const epochs = opened.kind === 'done' ? opened.contents.epochs.map(({ epoch }) => epoch) : [];
    expect(epochs.toSorted()).toEqual([1, maria.epochs.epoch]);
  });

  test('opens nothing once the person is removed whose only tablet went before it was printed', async () => {
    await maria.remove({ tablets: [sam.device] });
    await rounds(kim);
    const code = await print(maria);
    await carry(maria, kim);
    expect(await tried(code)).toMatchObject({ kind: 'done', isLetIn: true });
    const ended = await maria.notebook.rows('removals').get(sam.device);

    const removed = await maria.remove({ tablets: [sam.device], person: sam.entry.me });
    const atOnce = await tried(code);
    await rounds(maria, kim);
    // Once would fill it again, and once more carry it.
    await carry(maria, kim, maria, kim);

    const refused = { kind: 'failed', problem: 'refused' };
    expect([removed.kind, atOnce, await tried(code)]).toEqual(['done', refused, refused]);
    for (const { notebook } of [maria, kim]) {
      expect(await notebook.rows('members').get(sam.entry.me)).toMatchObject({ fields: { removed: true } });
      expect(await notebook.rows('removals').get(sam.device)).toEqual(ended);
    }
  });
});

test('[K7] a guest’s comment that never went before the server was wiped reaches the team by sealed copy', async () => {
  const guest = aTablet('Gwen');
  await guest.join(await maria.inviteCode({ isGuest: true }));
  await rounds(maria, guest);
  await server.stop();
  server = await serve(join(folder, 'empty'));
  await rounds(maria);
  const { me: author } = guest.entry;
  await addComment(guest.notebook, { about: 'notes/oak.1.n1', text: 'Why here?', author });
  expect(await guest.round()).toMatchObject({ kind: 'blocked', trouble: 'refused' });
  const alone = async (work: () => Promise<void>) => await work();
  const onStep = () => undefined;
  const comments = async (tablet: TeamTablet) =>
    (await all(tablet.notebook, 'comments')).map((each) => `${each.author}: ${each.text}`);

  const options = { recovery: undefined, alone, onStep, isStopped: () => false };
  const { file } = (await writeCopy(guest.sealing, options))!;
  const outcome = await takeCopy(maria.sealing, file, { alone, onStep });
  await rounds(maria, kim);

  expect(outcome).toMatchObject({ kind: 'taken', taken: { isWhole: true, damaged: 0, notYet: 0 } });
  for (const tablet of [maria, kim]) expect(await comments(tablet)).toEqual([`${author}: Why here?`]);
  expect(await kim.notebook.setAside.count()).toBe(0);
  // Back as a new guest, it brings nothing twice.
  await guest.join(await maria.inviteCode({ isGuest: true }));
  await rounds(guest, maria, kim);
  for (const tablet of [guest, kim]) expect(await comments(tablet)).toEqual([`${author}: Why here?`]);
  // What a colleague's copy brings a guest is not a guest's to send.
  await maria.note('n2', 'By copy');
  const theirs = (await writeCopy(maria.sealing, options))!;
  await takeCopy(guest.sealing, theirs.file, { alone, onStep });
  expect(await guest.notes()).toEqual(['By copy']);
  expect(await unsent(guest.mailbox, guest.entry.team)).toEqual([]);
});

test('a guest whom a wiped server does not know comes back with a new invitation, and keeps what was written', async () => {
  const guest = aTablet('Gwen');
  await guest.join(await maria.inviteCode({ isGuest: true }));
  await rounds(maria, guest);
  await server.stop();
  server = await serve(join(folder, 'empty'));
  await rounds(maria);
  await addComment(guest.notebook, { about: 'notes/oak.1.n1', text: 'Why here?', author: guest.entry.me });
  expect(await guest.round()).toMatchObject({ kind: 'blocked', trouble: 'refused' });

  await guest.join(await maria.inviteCode({ isGuest: true }));
  await maria.note('n1', 'AFTERWARDS');
  await rounds(maria, guest, maria);

  expect(await guest.notes()).toEqual(['AFTERWARDS']);
  expect((await guest.round()).kind).toBe('synced');
  expect((await all(guest.notebook, 'comments')).map(({ text }) => text)).toEqual(['Why here?']);
  expect(await maria.notebook.rows('members').get(guest.entry.me)).toMatchObject({
    fields: { role: 'guest' },
  });
});
