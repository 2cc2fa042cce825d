import type { KeyringEntry } from '../access/keyring.ts';
import type { RandomBytes } from '../domain/ids.ts';
import type { Mailbox } from '../mailbox/database.ts';
import { Notebook } from '../notebook/database.ts';
import { receiveSetAside } from '../notebook/receive-set-aside.ts';
import { firstScreenStands } from '../worker-link/first-screen-stands.ts';
import type { SyncStatus } from '../worker-link/sync-status.ts';
import { watchStatus } from '../worker-link/watch-status.ts';
import type { KeepSendingDeps } from './keep-sending.ts';
import { watchUnsealed } from './watch-unsealed.ts';

export interface OpenTeamDeps extends Omit<KeepSendingDeps, 'notebook'> {
  readonly mailbox: Mailbox;
  readonly window: Window;
  readonly random: RandomBytes;
  /** This tablet's own clock, milliseconds since 1970. */
  readonly now: () => number;
  readonly onStatus: (status: SyncStatus) => void;
  readonly onError: (error: unknown) => void;
  /** The notebook cannot be opened yet: a sleeping tab of an older version holds it. It opens by itself when that lets go. */
  readonly onBlocked: () => void;
}

export interface OpenTeam {
  readonly notebook: Notebook;
  readonly close: () => void;
}

/** A disk that was full or did not answer when the page opened is no reason to send nothing for as long as it stays open. */
const AGAIN_AFTER_MS = 10_000;

/**
 * Opens a team's notebook for reading and writing, which needs no key; what seals and sends is fetched behind the first
 * screen and catches up.
 */
export async function openTeam(deps: OpenTeamDeps, entry: KeyringEntry): Promise<OpenTeam> {
  const { window } = deps;
  const { team, device } = entry;
  // The tablet's clock, set right by what the last sync learned of the server's.
  let clockOffsetMs = 0;
  const notebook = new Notebook({ team, device, now: () => deps.now() + clockOffsetMs, random: deps.random });
  notebook.on('blocked', deps.onBlocked);
  const stopWatching = watchStatus({
    ...deps,
    team,
    followUnsealed: (onUnsealed) => watchUnsealed(notebook, onUnsealed, deps.onError),
    onPostbox: (postbox) => {
      clockOffsetMs = postbox?.clockOffsetMs ?? 0;
    },
  });
  await receiveSetAside(notebook);
  let isOpen = true;
  const stops = [stopWatching];
  const begin = async () => {
    if (!isOpen) return;
    try {
      const { keepSending } = await import('./keep-sending.ts');
      const stop = await keepSending({ ...deps, notebook }, entry);
      if (isOpen) stops.push(stop);
      else stop();
    } catch (error) {
      deps.onError(error);
      setTimeout(() => void begin(), AGAIN_AFTER_MS);
    }
  };
  firstScreenStands(window).then(begin).catch(deps.onError);
  return {
    notebook,
    close() {
      isOpen = false;
      for (const stop of stops) stop();
      notebook.close();
    },
  };
}
