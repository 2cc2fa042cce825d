import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { Mailbox, type Mail } from '../../src/mailbox/database.ts';
import { newPostbox } from '../../src/mailbox/new-postbox.ts';
import { offerAllAgain } from '../../src/mailbox/posted.ts';

const identity = {
  team: 'oak',
  device: 'dmaria',
  token: new Uint8Array(32),
  proof: new Uint8Array(32),
} as const;

test('[S7] [S9] what no server can read from outside is not offered to it again, to be refused for good', async () => {
  const mailbox = new Mailbox();
  await mailbox.postboxes.add(newPostbox({ ...identity, isClaimed: true }));
  const mail = { team: 'oak', bytes: new Uint8Array(9), notes: [], sending: 'stored' } as const;
  await mailbox.mail.bulkAdd([
    { ...mail, id: 'whole', seq: 1, reading: 'opened' },
    { ...mail, id: 'damaged-2', seq: 2, reading: 'setAside', reason: 'malformed' },
  ] satisfies Mail[]);

  await offerAllAgain(mailbox, 'oak');

  const sending = Object.fromEntries((await mailbox.mail.toArray()).map((one) => [one.id, one.sending]));
  expect(sending).toEqual({ whole: 'tried', 'damaged-2': 'stored' });
});
