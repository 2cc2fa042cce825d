import { describe, expect, test } from 'vitest';
import { openSheet } from '../../src/access/recover.ts';
import { recoveryContents } from '../../src/app/recovery-contents.ts';
import { makeSheet } from '../../src/crypto/recovery.ts';
import { recoveryOf } from '../../src/mailbox/recoveries.ts';
import { membersNow } from '../../src/notebook/read-team.ts';
import { writeSheet } from '../../src/notebook/sheet.ts';
import { introduce, shareTablet } from '../../src/notebook/write-team.ts';
import { writeSheetRecord } from '../../src/protocol/sheet-record.ts';
import { carryRecovery } from '../../src/sealing/carry-recovery.ts';
import { TeamTablet } from '../support/team-tablet.ts';
import {
  aTablet,
  rounds,
  maria,
  sam,
  kim,
  random,
  now,
  wipeServer,
  backUpServer,
  withThreeTablets,
} from './three-tablets.ts';

withThreeTablets();

describe('[K4] the recovery sheet of before a removal', () => {
  async function print(tablet: TeamTablet): Promise<string> {
    const contents = await recoveryContents(tablet.access.keyring, tablet.entry, tablet.notebook);
    const { code, keys, box, filler } = await makeSheet(contents, random.bytes);
    const proofHash = new Uint8Array(await crypto.subtle.digest('SHA-256', keys.proof));
    const { epoch } = tablet.epochs;
    const printed = { printedIn: epoch, printedAt: now(), printedBy: tablet.entry.me };
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
    await wipeServer();
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
    const setBack = await backUpServer();

    await maria.remove({ tablets: [], person: lee });
    const atOnce = await tried(code);
    await rounds(maria, kim);
    await carry(maria, kim);
    const later = await tried(code);
    await setBack();
    await rounds(kim, maria);
    await carry(kim, maria);

    const refused = { kind: 'failed', problem: 'refused' };
    expect([atOnce, later, await tried(code)]).toEqual([refused, refused, refused]);
  });

  test('opens nothing when the person who was removed is back, either', async () => {
    const code = await print(maria);
    await carry(maria, kim);
    await maria.remove({ tablets: [sam.device], person: sam.entry.me });
    await rounds(kim);
    await sam.sync();

    await sam.join(await maria.inviteCode());
    await rounds(maria, sam);
    // As the tablet asks them to, once it has heard that they were removed.
    const back = { member: sam.entry.me, name: 'Sam', role: 'member', device: sam.device } as const;
    await introduce(sam.notebook, { ...back, deviceLabel: 'Sam’s tablet' });
    await rounds(sam, maria, kim);
    await carry(maria, kim, sam, maria, kim);

    expect(await membersNow(maria.notebook)).toContainEqual(expect.objectContaining({ id: sam.entry.me }));
    expect(await tried(code)).toEqual({ kind: 'failed', problem: 'refused' });
    expect(await recoveryOf(kim.mailbox, kim.entry.team)).toBeUndefined();
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
