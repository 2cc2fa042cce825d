import type { Mail } from '../../src/mailbox/database.ts';
import type { TeamTablet } from './team-tablet.ts';

/** As a colleague’s tablet or a sealed copy brings them: one tablet’s own envelopes into another’s mailbox. */
export async function handOver(from: TeamTablet, to: TeamTablet): Promise<void> {
  const mails = await from.mailbox.mail.where({ team: from.entry.team, reading: 'own' }).toArray();
  const known = new Set((await to.mailbox.mail.toArray()).map(({ id }) => id));
  await to.mailbox.mail.bulkPut(
    mails
      .filter(({ id }) => !known.has(id))
      .map((mail): Mail => ({ ...mail, seq: 0, notes: [], sending: 'tried', reading: 'unopened' })),
  );
}
