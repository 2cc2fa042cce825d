import type { Table } from 'dexie';
import { describe, expect, test } from 'vitest';
import { settleRecovered, teamSecrets } from '../../src/access/recover.ts';
import { joinTeam } from '../../src/access/start-and-join.ts';
import { open } from '../../src/crypto/seal.ts';
import type { Mail } from '../../src/mailbox/database.ts';
import { encodeEnvelope, parseEnvelope } from '../../src/protocol/envelope.ts';
import { openMail } from '../../src/sealing/open-mail.ts';
import { sealOutbox } from '../../src/sealing/seal-outbox.ts';
import {
  aTablet,
  rounds,
  maria,
  sam,
  kim,
  server,
  now,
  withoutKey,
  withThreeTablets,
} from './three-tablets.ts';

withThreeTablets();

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
      now(),
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

  test('who was stopped while joining, or while bringing the team back, has them all after a second try', async () => {
    await maria.note('n1', 'first epoch');
    await maria.round();
    await maria.remove({ tablets: [sam.device] });
    await rounds(maria);
    const code = await maria.inviteCode();
    const [lee, ann] = [aTablet('Lee'), aTablet('Ann')];
    const { team } = maria.entry;
    const recovered = {
      kind: 'done',
      contents: {
        team,
        name: 'P5 Maths triad',
        epochs: await teamSecrets(maria.access.keyring, maria.entry),
      },
      identity: { device: 'dAnn1', token: new Uint8Array(32).fill(9) },
      isLetIn: false,
    } as const;
    await stopped(lee.access.keyring.epochs, () => joinTeam(lee.access, code));
    await stopped(ann.access.keyring.epochs, () => settleRecovered(ann.access, recovered));

    await lee.join(code);
    await settleRecovered(ann.access, recovered);

    const entry = (await ann.access.keyring.teams.get(team))!;
    expect(await teamSecrets(ann.access.keyring, entry)).toHaveLength(2);
    await rounds(lee);
    expect(await lee.notes()).toEqual(['first epoch']);
  });

  test.each(['keyring', 'mailbox'] as const)(
    'who comes back, and who was a guest, and was stopped at the %s, is one tablet after a second try',
    async (where) => {
      const ann = aTablet('Ann');
      await ann.join(await maria.inviteCode({ isGuest: true }));
      await rounds(maria, ann);
      await maria.remove({ tablets: [sam.device] });
      expect(await sam.sync()).toMatchObject({ trouble: 'removed' });

      for (const tablet of [sam, ann]) {
        const code = await maria.inviteCode();
        const { keyring, mailbox } = tablet.access;
        await stopped(where === 'keyring' ? keyring.teams : mailbox.postboxes, () =>
          joinTeam(tablet.access, code),
        );
        await tablet.join(code);
        await tablet.note(`n-${tablet.name}`, tablet.name);
        await rounds(tablet, maria);
        expect((await mailbox.postboxes.get(tablet.entry.team))?.device).toBe(tablet.device);
      }

      expect(await maria.notes()).toEqual(['Ann', 'Sam']);
    },
  );

  test('a tablet that was closed meanwhile has them all when it opens again', async () => {
    await maria.remove({ tablets: [sam.device] });
    await rounds(maria, kim);
    const { epoch } = kim.epochs;

    await kim.reopenKeys();

    expect(kim.epochs.epoch).toBe(epoch);
    expect(kim.epochs.keyOf(1)).toBeDefined();
  });
});

/** The tablet's battery gives out at the first thing that is written there. */
async function stopped(table: Pick<Table, 'hook'>, work: () => Promise<unknown>): Promise<void> {
  const stop = () => {
    throw new Error('stopped');
  };
  table.hook('creating', stop);
  table.hook('updating', stop);
  await expect(work()).rejects.toThrow('stopped');
  table.hook('creating').unsubscribe(stop);
  table.hook('updating').unsubscribe(stop);
}
