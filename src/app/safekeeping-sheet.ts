import { teamSecrets } from '../access/recover.ts';
import type { PrintedSheet, SheetState } from '../access/safekeeping.ts';
import type { AccessOutcome } from '../access/team-access.ts';
import { makeSheet } from '../crypto/recovery.ts';
import { spellSheetCode } from '../crypto/sheet-code.ts';
import type { TeamId } from '../domain/ids.ts';
import { recoveryOf } from '../mailbox/recoveries.ts';
import { hasLostPersonSince } from '../notebook/read-removals.ts';
import { sheetText, writeSheet } from '../notebook/sheet.ts';
import { readSheetRecord, writeSheetRecord } from '../protocol/sheet-record.ts';
import { carryRecovery } from '../sealing/carry-recovery.ts';
import { recoveryContents } from './recovery-contents.ts';
import { withTeam, type SafekeepingDeps } from './safekeeping.ts';

/**
 * A new sheet in place of the one before. Its code is answered once and kept nowhere; what the code opens goes to all
 * tablets of the team with the next words, and to the server.
 */
export async function printSheet(deps: SafekeepingDeps, team: TeamId): Promise<AccessOutcome<PrintedSheet>> {
  return await withTeam(deps, team, async (entry, notebook) => {
    if (entry.isGuest) return { kind: 'failed', problem: 'refused' };
    const contents = await recoveryContents(deps.keyring, entry, notebook);
    const { code, keys, box, filler } = await makeSheet(contents, deps.random);
    const proofHash = new Uint8Array(await crypto.subtle.digest('SHA-256', keys.proof));
    const epoch = Math.max(...contents.epochs.map((one) => one.epoch));
    const printed = { printedIn: epoch, printedAt: notebook.now(), printedBy: entry.me };
    await writeSheet(notebook, writeSheetRecord({ id: keys.id, proofHash, box, filler, epoch, ...printed }));
    await carryRecovery({ ...deps, notebook, contents: async () => contents });
    // The paper should say the truth about the server.
    await deps.sync(team);
    const link = `${deps.origin}/recover#${code}`;
    const { printedAt } = printed;
    return {
      kind: 'done',
      value: { code: spellSheetCode(code), link, address: deps.origin, printedAt },
    };
  });
}

export async function sheetOf(deps: SafekeepingDeps, team: TeamId): Promise<SheetState | undefined> {
  return await withTeam(deps, team, async (entry, notebook) => {
    const record = readSheetRecord((await sheetText(notebook))?.text ?? '');
    if (record === undefined) return undefined;
    const { printedAt, printedBy, printedIn } = record;
    const [box, secrets] = [await recoveryOf(deps.mailbox, team), await teamSecrets(deps.keyring, entry)];
    const hasEnded = await hasLostPersonSince(notebook, printedIn);
    return {
      printedAt,
      printedBy,
      isOutdated: !hasEnded && secrets.some(({ epoch }) => epoch > printedIn),
      hasEnded,
      isAtServer: box?.state === 'stored',
    };
  });
}
