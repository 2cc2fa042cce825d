import type { Safekeeping } from '../access/safekeeping.ts';
import type { TeamId } from '../domain/ids.ts';
import type { Notebook } from '../notebook/database.ts';
import type { KeyringEntry } from '../access/keyring.ts';
import { makeCopy, takeCopyIn } from './safekeeping-copies.ts';
import { handBack, onlyHereIn } from './safekeeping-hand-back.ts';
import { printSheet, sheetOf } from './safekeeping-sheet.ts';
import { recoverTeam } from './safekeeping-recover.ts';
import type { TabletSessionDeps } from './tablet-session.ts';

/** What the session lends: its databases, and the notebook that is open. */
export interface SafekeepingDeps extends TabletSessionDeps {
  readonly openNotebook: () => Notebook | undefined;
  readonly openEntry: (entry: KeyringEntry) => Promise<Notebook>;
  /** Closes the open notebook and shows no other. */
  readonly closeAll: () => void;
}

/** A team of this tablet with its notebook at hand: the open one, or one opened for this work and closed after it. */
export async function withTeam<T>(
  deps: SafekeepingDeps,
  team: TeamId,
  work: (entry: KeyringEntry, notebook: Notebook) => Promise<T>,
): Promise<T> {
  const entry = await deps.keyring.teams.get(team);
  if (entry === undefined) throw new Error('This tablet is not in that team.');
  const open = deps.openNotebook();
  if (open?.team === team) return await work(entry, open);
  const { Notebook } = await import('../notebook/database.ts');
  const notebook = new Notebook({ team, device: entry.device, now: deps.now, random: deps.random });
  try {
    return await work(entry, notebook);
  } finally {
    notebook.close();
    notebook.spare.close();
  }
}

export function createSafekeeping(deps: SafekeepingDeps): Safekeeping {
  return {
    onlyHere: (scope) => onlyHereIn(deps, scope),
    async sendNow() {
      for (const team of await deps.mailbox.postboxes.toCollection().primaryKeys()) await deps.sync(team);
    },
    makeCopy: (team, steps) => makeCopy(deps, team, steps),
    takeCopy: (team, file, onStep) => takeCopyIn(deps, team, file, onStep),
    sheet: (team) => sheetOf(deps, team),
    printSheet: (team) => printSheet(deps, team),
    recover: (request) => recoverTeam(deps, request),
    handBack: (request) => handBack(deps, request),
  };
}
