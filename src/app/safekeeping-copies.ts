import type { CopyOutcome, MadeCopy, Steps } from '../access/safekeeping.ts';
import type { TeamId } from '../domain/ids.ts';
import { fixCopied } from '../mailbox/copies.ts';
import { recoveryOf } from '../mailbox/recoveries.ts';
import { keepCopied } from '../notebook/copied.ts';
import type { Notebook } from '../notebook/database.ts';
import { carryPictures } from '../sealing/carry-pictures.ts';
import { takeCopy } from '../sealing/copy-in.ts';
import { writeCopy } from '../sealing/copy-out.ts';
import { withTeam, type SafekeepingDeps } from './safekeeping.ts';
import { aloneFor, teamSealing } from './team-sealing.ts';

const ENDING = 'threefold';

export async function makeCopy(
  deps: SafekeepingDeps,
  team: TeamId,
  { onStep, signal }: Steps,
): Promise<MadeCopy | undefined> {
  return await withTeam(deps, team, async (entry, notebook) => {
    const sealing = await teamSealing(deps, entry, notebook);
    const alone = aloneFor(deps.withLock, team);
    await alone('pictures', async () => void (await carryPictures(sealing)));
    const copy = await writeCopy(sealing, {
      recovery: await recoveryOf(deps.mailbox, team),
      alone: (work) => alone('sealing', work),
      onStep,
      isStopped: () => signal.aborted,
    });
    if (copy === undefined) return undefined;
    const name = `Threefold ${localMinute(new Date(deps.now()))}.${ENDING}`;
    return {
      file: new File([copy.file], name, { type: copy.file.type }),
      photosLeftOut: copy.photosLeftOut,
      saved: () =>
        withTeam(deps, team, async (_entry, opened) => {
          await fixCopied(deps.mailbox, team, copy.unsent);
          await keepCopied(opened, copy.unsent);
        }),
    };
  });
}

/** `2026-11-22 14.05`: nobody's name is in the name of a file that goes through other people's hands. */
function localMinute(at: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}.${two(at.getMinutes())}`;
}

export async function takeCopyIn(
  deps: SafekeepingDeps,
  team: TeamId,
  file: Blob,
  onStep: (share: number) => void,
): Promise<CopyOutcome> {
  try {
    return await withTeam(deps, team, async (entry, notebook) => {
      const before = await countNotes(notebook);
      const outcome = await takeCopy(await teamSealing(deps, entry, notebook), file, {
        alone: (work) => aloneFor(deps.withLock, team)('sealing', work),
        onStep,
      });
      if (outcome.kind === 'refused') return outcome;
      const { isWhole, envelopes, photos, notYet } = outcome.taken;
      deps.requestSync(team);
      const notes = Math.max(0, (await countNotes(notebook)) - before);
      const isNews = envelopes + photos > 0;
      return { kind: 'taken', isWhole, notes, photos, isNews, isSomethingNotYet: notYet > 0 };
    });
  } catch (error) {
    // A full disk, or a file that the tablet cannot read any more. What was taken until then is here.
    deps.onError(error);
    return { kind: 'refused', problem: 'failed' };
  }
}

async function countNotes(notebook: Notebook): Promise<number> {
  return await notebook.rows('notes').count();
}
