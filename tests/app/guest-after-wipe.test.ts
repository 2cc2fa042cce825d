import { expect, test } from 'vitest';
import { unsent } from '../../src/mailbox/outgoing.ts';
import { all } from '../../src/notebook/read.ts';
import { addComment } from '../../src/notebook/write-comments.ts';
import { takeCopy } from '../../src/sealing/copy-in.ts';
import { writeCopy } from '../../src/sealing/copy-out.ts';
import { TeamTablet } from '../support/team-tablet.ts';
import { aTablet, rounds, maria, kim, wipeServer, withThreeTablets } from './three-tablets.ts';

withThreeTablets();

test('[K7] a guest’s comment that never went before the server was wiped reaches the team by sealed copy', async () => {
  const guest = aTablet('Gwen');
  await guest.join(await maria.inviteCode({ isGuest: true }));
  await rounds(maria, guest);
  await wipeServer();
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
  await wipeServer();
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
