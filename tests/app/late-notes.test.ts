import { beforeEach, describe, expect, test } from 'vitest';
import { commit } from '../../src/notebook/commit.ts';
import { eraseForEveryone } from '../../src/notebook/erase.ts';
import { leaveOut, takeIn } from '../../src/notebook/write-removals.ts';
import { openMail } from '../../src/sealing/open-mail.ts';
import { sealOutbox } from '../../src/sealing/seal-outbox.ts';
import { handOver } from '../support/hand-over.ts';
import { TeamTablet } from '../support/team-tablet.ts';
import { aTablet, rounds, maria, sam, kim, random, waitingOf, withThreeTablets } from './three-tablets.ts';

withThreeTablets();

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

/** Everything the team shares, as the tablet holds it. */
async function shared(tablet: TeamTablet) {
  const tables = ['notes', 'members', 'devices', 'removals'] as const;
  const rows = await Promise.all(tables.map((table) => tablet.notebook.rows(table).toArray()));
  const history = await tablet.notebook.history.toArray();
  const aside = (await tablet.notebook.setAside.toArray()).map(({ id, reason }) => `${reason} ${id}`);
  return { rows, history, aside: aside.toSorted() };
}
