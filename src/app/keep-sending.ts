import type { Keyring, KeyringEntry } from '../access/keyring.ts';
import { openEpochs } from '../access/team-epochs.ts';
import type { RandomBytes } from '../domain/ids.ts';
import type { Mailbox } from '../mailbox/database.ts';
import { offerRefusedChunks } from '../mailbox/chunks.ts';
import { isDue } from '../mailbox/due.ts';
import { retrySetAside } from '../mailbox/incoming.ts';
import { alive } from '../notebook/alive.ts';
import type { Notebook } from '../notebook/database.ts';
import { keepPictures } from '../sealing/keep-pictures.ts';
import { keepRecovery } from '../sealing/keep-recovery.ts';
import { keepSealed, type Alone } from '../sealing/keep-sealed.ts';
import { mendTablet } from '../sealing/mend-tablet.ts';
import type { WithLock } from '../protocol/lock.ts';
import type { PresenceLine } from '../worker-link/presence.ts';
import { listenForPokes } from '../worker-link/pokes.ts';
import { startTriggers } from '../worker-link/triggers.ts';
import { openPresenceLine } from './presence-line.ts';

export interface KeepSendingDeps {
  readonly notebook: Notebook;
  readonly keyring: Keyring;
  readonly mailbox: Mailbox;
  readonly window: Window;
  readonly fetch: typeof globalThis.fetch;
  readonly random: RandomBytes;
  readonly now: () => number;
  readonly withLock: WithLock;
  /** Asks the worker, or in its place this page, to sync. */
  readonly requestSync: (team: string) => void;
  /** The line to the open pages of colleagues; undefined when it ends. */
  readonly onPresence: (line: PresenceLine | undefined) => void;
  readonly onError: (error: unknown) => void;
}

/** Sealing and opening of one team: one page of the tablet at a time. */
export function sealingLock(team: string): string {
  return `threefold-sealing-${team}`;
}

/** Keeps a note's way running while its notebook is open: sealed as it is saved, asked to be sent, opened as it arrives. */
export async function keepSending(deps: KeepSendingDeps, entry: KeyringEntry): Promise<() => void> {
  const { notebook, mailbox, window } = deps;
  const { team, device, me, isGuest = false } = entry;
  // A frozen connection is replaced here as well: before all this, nothing is sealed or sent.
  const living = async <T>(work: () => Promise<T>) => await alive(mailbox, work, 'postboxes');
  const epochs = await living(() => openEpochs(deps, entry));
  const sealing = { notebook, mailbox, keys: epochs, random: deps.random };
  const alone: Alone = (work) => deps.withLock(sealingLock(team), work);
  // For what may be begun anew: waiting for a frozen connection, it would hold the lock for ever.
  const aloneAndLiving: Alone = (work) => alone(() => living(work));
  await aloneAndLiving(async () => {
    await mendTablet({ ...sealing, me, isGuest, proof: await epochs.newestProof() });
    await epochs.rememberProofs();
    await retrySetAside(mailbox, team);
    await offerRefusedChunks(mailbox, team);
  });
  const syncNow = () => deps.requestSync(team);
  const syncWhenDue = async () => {
    const postbox = await mailbox.postboxes.get(team);
    if (postbox && isDue(postbox, deps.now())) syncNow();
  };
  const presence = openPresenceLine({ ...deps, team, device, key: epochs.presenceKey });
  deps.onPresence(presence.line);
  const keys = import('./keep-keys.ts').then(({ keepKeys }) =>
    keepKeys({ ...deps, epochs, alone: aloneAndLiving }),
  );
  keys.catch(deps.onError);
  const reports = isGuest
    ? undefined
    : import('./keep-report.ts').then(({ keepReport }) => keepReport({ ...deps, alone: aloneAndLiving }));
  reports?.catch(deps.onError);
  const stops = [
    () => void keys.then((stop) => stop()).catch(deps.onError),
    () => void reports?.then((stop) => stop()).catch(deps.onError),
    keepSealed({
      ...sealing,
      alone,
      onSealed: syncNow,
      onError: deps.onError,
    }),
    keepPictures({
      notebook,
      mailbox,
      alone: (work) => deps.withLock(`threefold-pictures-${team}`, work),
      onSealed: syncNow,
      onError: deps.onError,
    }),
    ...(entry.isGuest ? [] : [keepRecoveryOf(deps, entry)]),
    startTriggers({ window, syncNow, syncWhenDue: () => void syncWhenDue().catch(deps.onError) }),
    listenForPokes({
      team,
      mailbox,
      fetch: deps.fetch,
      window,
      syncNow,
      betweenSyncs: () => deps.withLock('threefold-sync', () => Promise.resolve()),
      onPresence: presence.onHeard,
    }),
    presence.close,
    () => deps.onPresence(undefined),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function keepRecoveryOf(deps: KeepSendingDeps, entry: KeyringEntry): () => void {
  return keepRecovery({
    ...deps,
    contents: async () => {
      const { recoveryContents } = await import('./recovery-contents.ts');
      return await recoveryContents(deps.keyring, entry, deps.notebook);
    },
    countEpochs: () => deps.keyring.epochs.count(),
    onNew: () => deps.requestSync(entry.team),
  });
}
