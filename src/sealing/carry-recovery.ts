import { refillBox, type RecoveryContents } from '../crypto/recovery.ts';
import type { RandomBytes } from '../domain/ids.ts';
import { dropRecovery, putRecovery } from '../mailbox/recoveries.ts';
import type { Mailbox } from '../mailbox/database.ts';
import type { Notebook } from '../notebook/database.ts';
import { hasLostPersonSince } from '../notebook/read-removals.ts';
import { sheetText, writeSheet } from '../notebook/sheet.ts';
import { readSheetRecord, writeSheetRecord } from '../protocol/sheet-record.ts';

export interface RecoveryDeps {
  readonly notebook: Notebook;
  readonly mailbox: Mailbox;
  readonly random: RandomBytes;
  /** All secrets this tablet has of the team, and its name. */
  readonly contents: () => Promise<RecoveryContents>;
}

/** One step of keeping it; also to be called after a new epoch has begun. Answers whether there is something for the postman. */
export async function carryRecovery(deps: RecoveryDeps): Promise<boolean> {
  const { notebook, mailbox } = deps;
  const found = await sheetText(notebook);
  const record = found && readSheetRecord(found.text);
  if (record === undefined) return false;
  if (await hasLostPersonSince(notebook, record.printedIn)) {
    await dropRecovery(mailbox, notebook.team);
    return false;
  }
  if (await renewRecovery(deps)) return true;
  const { id, proofHash, box } = record;
  return await putRecovery(mailbox, { team: notebook.team, id, proofHash, box, at: found!.at });
}

/**
 * Fills the box of the printed sheet with the secrets the team has now, if one is missing in it: after a tablet was removed.
 * The server has ended the box from before; the paper opens this one.
 */
async function renewRecovery({ notebook, random, contents }: RecoveryDeps): Promise<boolean> {
  const found = await sheetText(notebook);
  const record = found && readSheetRecord(found.text);
  if (record === undefined) return false;
  const now = await contents();
  const epoch = Math.max(...now.epochs.map((one) => one.epoch));
  if (epoch <= record.epoch) return false;
  const box = await refillBox(record, now, random);
  if (!box.ok) return false;
  // Its own change brings it to the postman, on this tablet as on the others.
  await writeSheet(notebook, writeSheetRecord({ ...record, box: box.value, epoch }));
  return true;
}
