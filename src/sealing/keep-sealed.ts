import { liveQuery, type Subscription } from 'dexie';
import { mailIds } from '../mailbox/incoming.ts';
import { alive } from '../notebook/alive.ts';
import { followOutbox } from '../notebook/read-outbox.ts';
import { sealOutbox, type SealingDeps } from './seal-outbox.ts';

/** Runs the work when no other page of this tablet seals or opens for this team. */
export type Alone = (work: () => Promise<void>) => Promise<void>;

interface KeepSealedDeps extends SealingDeps {
  readonly alone: Alone;
  /** New envelopes lie in the mailbox. */
  readonly onSealed: () => void;
  readonly onError: (error: unknown) => void;
}

/**
 * While the notebook is open: seals each save as it comes, opens each envelope as it arrives, and takes out of the
 * envelopes what was deleted for everyone. All follow the
 * databases themselves, so it does not matter which page wrote and which program fetched.
 */
export function keepSealed(deps: KeepSealedDeps): () => void {
  const { notebook, mailbox } = deps;
  let hasStopped = false;
  const isStopped = () => hasStopped;
  let sealed: ReadonlySet<unknown> = new Set();
  const seal = whenChanged(deps, isStopped, async () => {
    await sealOutbox(deps, (entries) => {
      sealed = entries;
      deps.onSealed();
    });
  });
  const openAll = whenChanged(deps, isStopped, async () => {
    const { openMail } = await import('./open-mail.ts');
    await openMail(deps);
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const eraseAll = whenChanged(deps, isStopped, async () => {
    const { eraseMail } = await import('./erase-mail.ts');
    const { isNew, nextAt } = await eraseMail(deps);
    if (isNew) deps.onSealed();
    clearTimeout(timer);
    if (nextAt !== undefined)
      timer = setTimeout(eraseAll, Math.max(0, nextAt - notebook.now()) + BETWEEN_RUNS_MS);
  });
  const settle = whenChanged(deps, isStopped, async () => {
    const { settleRemovals } = await import('./settle-removals.ts');
    await settleRemovals(deps);
  });
  const unfollow = followOutbox(notebook, (entries) => {
    // Taken out as sealed, which is no news to who sealed them.
    if (!entries?.every((at) => sealed.has(at))) seal();
  });
  const subscriptions: Subscription[] = [
    // Keys and not their count: a live count is counted again with everything that is written to the table.
    liveQuery(() => mailIds(mailbox, notebook.team, 'unopened')).subscribe((unopened) => {
      if (unopened.length > 0) openAll();
    }, deps.onError),
    liveQuery(async () => ({
      erasures: await notebook.rows('erasures').toCollection().primaryKeys(),
      holding: await mailIds(mailbox, notebook.team, 'toErase'),
    })).subscribe(({ erasures }) => {
      if (erasures.length > 0) eraseAll();
    }, deps.onError),
    liveQuery(() => notebook.rows('removals').toArray()).subscribe((removals) => {
      if (removals.length > 0) settle();
    }, deps.onError),
  ];
  return () => {
    hasStopped = true;
    clearTimeout(timer);
    unfollow();
    for (const subscription of subscriptions) subscription.unsubscribe();
  };
}

/** Between two runs of the same work, so that notes that come thick and fast are taken together. */
const BETWEEN_RUNS_MS = 20;

/** What could not be done now (a full disk, say) is tried again, whether or not anything changes meanwhile. */
const AGAIN_AFTER_MS = 10_000;

/** Runs the work once at a time, at once after a pause; asked while it runs, once more soon after it. */
function whenChanged(
  { mailbox, alone, onError }: KeepSealedDeps,
  isStopped: () => boolean,
  work: () => Promise<void>,
): () => void {
  let isRunning = false;
  let isWanted = false;
  const run = async () => {
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      // All of it may be begun anew, as it would be on a page that was opened again.
      await alone(() => alive(mailbox, work, 'postboxes'));
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_RUNS_MS));
    }
    isRunning = false;
  };
  const again = () => {
    isWanted = true;
    if (isRunning || isStopped()) return;
    run().catch((error: unknown) => {
      isRunning = false;
      onError(error);
      setTimeout(again, AGAIN_AFTER_MS);
    });
  };
  return again;
}
