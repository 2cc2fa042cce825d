import { unsentBlobs } from '../mailbox/chunks.ts';
import type { Mailbox } from '../mailbox/database.ts';
import { follow } from '../mailbox/follow.ts';
import { unsent } from '../mailbox/outgoing.ts';
import type { Notebook } from '../notebook/database.ts';
import { unsealedIn } from '../notebook/read-outbox.ts';
import { reportUnsent, reportedUnsent } from '../notebook/report-unsent.ts';
import type { Alone } from '../sealing/keep-sealed.ts';

interface KeepReportDeps {
  readonly notebook: Notebook;
  readonly mailbox: Mailbox;
  readonly alone: Alone;
  readonly onError: (error: unknown) => void;
}

const LOOK_EVERY_MS = 60_000;
const SETTLED_AFTER_MS = 1_000;

/**
 * While the notebook is open: tells the team how much of this tablet has not gone, when that has been so from one look to the
 * next, and that all has gone as soon as it has. The report travels among the notes, sealed like them: if a line holds for a
 * part of them only, colleagues see what is still to come.
 */
export function keepReport(deps: KeepReportDeps): () => void {
  const { notebook, mailbox, alone, onError } = deps;
  let wasWaiting = false;
  const look = async () => {
    const waiting = await waitingNow(deps);
    if (waiting === 0 || wasWaiting) await alone(() => report(deps));
    mayHaveSaid = true;
    wasWaiting = waiting > 0;
  };
  const timer = setInterval(() => void look().catch(onError), LOOK_EVERY_MS);
  // Nearly always nothing was said that has to be taken back, and then nothing is read after a sync. What another page of
  // this tablet says, the next look finds.
  let mayHaveSaid = true;
  const tellAllGone = async () => {
    mayHaveSaid = false;
    if (!(await reportedUnsent(notebook))) return;
    mayHaveSaid = true;
    await alone(() => reportAllGone(deps));
  };
  let settledAt: number | null | undefined;
  const stopFollowing = follow(mailbox, {
    tables: ['postboxes'],
    afterMs: SETTLED_AFTER_MS,
    read: async () => (mayHaveSaid ? await mailbox.postboxes.get(notebook.team) : undefined),
    onFound(postbox) {
      if (postbox === undefined || postbox.settledAt === settledAt) return;
      settledAt = postbox.settledAt;
      tellAllGone().catch(onError);
    },
    onError,
  });
  return () => {
    clearInterval(timer);
    stopFollowing();
  };
}

type Tablet = Pick<KeepReportDeps, 'notebook' | 'mailbox'>;

/** Says what waits, unless the team has been told just that. */
export async function report(tablet: Tablet): Promise<void> {
  const waiting = await waitingNow(tablet);
  if ((await reportedUnsent(tablet.notebook)) !== waiting) await reportUnsent(tablet.notebook, waiting);
}

async function reportAllGone(tablet: Tablet): Promise<void> {
  const isAllGone = (await waitingNow(tablet)) === 0;
  if (isAllGone && (await reportedUnsent(tablet.notebook))) await reportUnsent(tablet.notebook, 0);
}

/** Notes and photos of which something is on this tablet only. */
async function waitingNow({ notebook, mailbox }: Tablet): Promise<number> {
  const [mails, photos, unsealed] = await Promise.all([
    unsent(mailbox, notebook.team),
    unsentBlobs(mailbox, notebook.team),
    unsealedIn(notebook),
  ]);
  return (
    new Set([...mails.flatMap(({ notes }) => notes), ...unsealed.notes]).size +
    new Set([...photos, ...unsealed.photos]).size
  );
}
