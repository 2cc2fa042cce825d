import type { Change } from '../domain/change.ts';
import { open } from '../crypto/seal.ts';
import type { Mail } from '../mailbox/database.ts';
import { markOpened, unopenedMail } from '../mailbox/incoming.ts';
import { receive } from '../notebook/receive.ts';
import { parseBlock } from '../protocol/block.ts';
import { parseEnvelope, PROTOCOL_VERSION } from '../protocol/envelope.ts';
import { parsed, refused, type Parsed } from '../protocol/outcome.ts';
import type { SealingDeps } from './seal-outbox.ts';

/** About 10,000 notes: opened and merged in one go, a tablet that joins reads its notebook in one transaction. */
const MAILS_AT_ONCE = 64;

/**
 * Opens what arrived and merges it into the notebook. One that does not open is set aside with its reason and blocks
 * nothing. Stopped after merging, the same envelopes are opened again and merging ignores the repeat.
 */
export async function openMail(deps: SealingDeps): Promise<void> {
  const { notebook, mailbox } = deps;
  for (;;) {
    const mails = await unopenedMail(mailbox, notebook.team, MAILS_AT_ONCE);
    if (mails.length === 0) return;
    const contents = await Promise.all(mails.map((mail) => changesIn(deps, mail)));
    const reasonById = new Map<string, string>();
    const changes: Change[] = [];
    mails.forEach((mail, index) => {
      const opened = contents[index] as Parsed<readonly Change[]>;
      if (opened.ok) changes.push(...opened.value);
      else reasonById.set(mail.id, opened.problem);
    });
    if (changes.length > 0) await receive(notebook, changes);
    await markOpened(mailbox, mails, reasonById);
    // What arrived meanwhile brings its own call.
    if (mails.length < MAILS_AT_ONCE) return;
  }
}

async function changesIn(deps: SealingDeps, mail: Mail): Promise<Parsed<readonly Change[]>> {
  const envelope = parseEnvelope(mail.bytes);
  if (!envelope.ok) return envelope;
  if (envelope.value.header.version > PROTOCOL_VERSION) return refused('newerVersion');
  const key = deps.keyOf(envelope.value.header.epoch);
  if (key === undefined) return refused('noKey');
  const text = await open(key, deps.notebook.team, envelope.value);
  if (!text.ok) return text;
  const changes = parseBlock(text.value);
  return changes.ok ? parsed(changes.value) : changes;
}
