import { liveQuery } from 'dexie';
import { secretOf, type Keyring, type KeyringEntry } from '../access/keyring.ts';
import { deriveTeamKeys } from '../crypto/team-key.ts';
import type { RandomBytes } from '../domain/ids.ts';
import type { Mailbox } from '../mailbox/database.ts';
import { retrySetAside } from '../mailbox/incoming.ts';
import { Notebook } from '../notebook/database.ts';
import { receiveSetAside } from '../notebook/receive.ts';
import { keepSealed } from '../sealing/keep-sealed.ts';
import type { WithLock } from '../sync/syncer.ts';
import { listenForPokes } from '../worker-link/pokes.ts';
import type { SyncStatus } from '../worker-link/sync-status.ts';
import { startTriggers } from '../worker-link/triggers.ts';
import { watchStatus } from '../worker-link/watch-status.ts';

export interface OpenTeamDeps {
  readonly keyring: Keyring;
  readonly mailbox: Mailbox;
  readonly window: Window;
  readonly fetch: typeof globalThis.fetch;
  readonly random: RandomBytes;
  readonly now: () => number;
  readonly withLock: WithLock;
  /** Asks the worker, or in its place this page, to sync. */
  readonly requestSync: (team: string) => void;
  readonly onStatus: (status: SyncStatus) => void;
  readonly onError: (error: unknown) => void;
}

export interface OpenTeam {
  readonly notebook: Notebook;
  readonly close: () => void;
}

/** Opens a team's notebook and keeps a note's way running: sealed as it is saved, asked to be sent, opened as it arrives. */
export async function openTeam(deps: OpenTeamDeps, entry: KeyringEntry): Promise<OpenTeam> {
  const { mailbox, window, withLock } = deps;
  const { team, device, epoch } = entry;
  const { sealKey } = await deriveTeamKeys(await secretOf(deps.keyring, entry), team);
  // The tablet's clock, set right by what the last sync learned of the server's.
  let clockOffsetMs = 0;
  const offset = liveQuery(() => mailbox.postboxes.get(team)).subscribe((postbox) => {
    clockOffsetMs = postbox?.clockOffsetMs ?? 0;
  }, deps.onError);
  const notebook = new Notebook({ team, device, now: () => deps.now() + clockOffsetMs, random: deps.random });
  await receiveSetAside(notebook);
  await retrySetAside(mailbox, team);
  const syncNow = () => deps.requestSync(team);
  const syncWhenDue = async () => {
    const postbox = await mailbox.postboxes.get(team);
    if (postbox && postbox.retryAt <= deps.now()) syncNow();
  };
  const stops = [
    () => offset.unsubscribe(),
    keepSealed({
      notebook,
      mailbox,
      keyOf: (wanted) => (wanted === epoch ? sealKey : undefined),
      epoch,
      random: deps.random,
      alone: (work) => withLock(`threefold-sealing-${team}`, work),
      onSealed: syncNow,
      onError: deps.onError,
    }),
    watchStatus({ team, mailbox, window, onStatus: deps.onStatus }),
    startTriggers({ window, syncNow, syncWhenDue: () => void syncWhenDue() }),
    listenForPokes({ team, mailbox, fetch: deps.fetch, window, syncNow }),
  ];
  return {
    notebook,
    close() {
      for (const stop of stops) stop();
      notebook.close();
    },
  };
}
