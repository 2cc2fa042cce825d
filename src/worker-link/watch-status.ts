import { liveQuery } from 'dexie';
import type { Mail, Mailbox, Postbox } from '../mailbox/database.ts';
import { blobsIn, unsentBlobs } from '../mailbox/chunks.ts';
import { follow } from '../mailbox/follow.ts';
import { newerMailCount } from '../mailbox/incoming.ts';
import { unsent } from '../mailbox/outgoing.ts';
import type { SyncStatus } from './sync-status.ts';

interface WatchDeps {
  readonly team: string;
  readonly mailbox: Mailbox;
  readonly window: Window;
  /** Says at once when something was saved, and soon after what of it is in no envelope yet; returns how to stop. */
  readonly followUnsealed: (onUnsealed: (unsealed: Unsealed) => void) => () => void;
  readonly onStatus: (status: SyncStatus) => void;
  /** As soon as it is read, and before the status that follows from it. */
  readonly onPostbox: (postbox: Postbox | undefined) => void;
  readonly onError: (error: unknown) => void;
}

/** Sooner than anybody sees, and after the many small writes of one sync. */
const LOOK_AFTER_MS = 120;

/** What was saved and lies in no envelope: not even on its way. */
interface Unsealed {
  readonly notes: ReadonlySet<string>;
  /** By their blobs. */
  readonly photos: ReadonlySet<string>;
  /** Also what is not a note. */
  readonly isAny: boolean;
}

interface Found {
  postbox: Postbox | undefined;
  mails: readonly Mail[];
  unsealed: Unsealed;
  photos: PhotosOnTheWay;
  newerMail: number;
}

/** Photos that wait in the mailbox, by their blobs, and whether the server refused one. */
interface PhotosOnTheWay {
  readonly unsent: ReadonlySet<string>;
  readonly hasRefused: boolean;
}

/** Follows outbox, mailbox and network and says, after each change, what is true of this team's notes. */
export function watchStatus({ team, mailbox, window, followUnsealed, ...on }: WatchDeps): () => void {
  const { onError } = on;
  const found: Partial<Found> = {};
  const tell = () => {
    const { postbox, mails, unsealed, photos, newerMail } = found;
    const isAllRead = 'postbox' in found && mails && unsealed && photos && newerMail !== undefined;
    if (!isAllRead) return;
    const hasNetwork = window.navigator.onLine;
    // One that is being sealed may be found in both places.
    const unsent = new Set([...photos.unsent, ...unsealed.photos]).size;
    const { hasRefused } = photos;
    const status = statusOf({ postbox, mails, unsealed, photos: { unsent, hasRefused }, hasNetwork });
    on.onStatus({ ...status, newerMail });
  };
  const keep = (now: Partial<Found>) => {
    Object.assign(found, now);
    tell();
  };
  const stops = [
    follow(mailbox, {
      tables: ['mail', 'postboxes'],
      afterMs: LOOK_AFTER_MS,
      read: () =>
        mailbox.transaction('r', mailbox.mail, mailbox.postboxes, async () => {
          const [mails, postbox] = await Promise.all([unsent(mailbox, team), mailbox.postboxes.get(team)]);
          return { mails, postbox };
        }),
      onFound(now) {
        on.onPostbox(now.postbox);
        keep(now);
      },
      onError,
    }),
    followUnsealed((unsealed) => keep({ unsealed })),
  ];
  const subscriptions = [
    liveQuery(async () => ({
      unsent: await unsentBlobs(mailbox, team),
      hasRefused: (await blobsIn(mailbox, team, 'refused')).size > 0,
    })).subscribe((photos) => keep({ photos }), onError),
    liveQuery(() => newerMailCount(mailbox, team)).subscribe((newerMail) => keep({ newerMail }), onError),
  ];
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  // Looked at again on another day, what was true "at 14:32" is to name its day. The event comes up from the document.
  window.addEventListener('visibilitychange', tell);
  return () => {
    for (const stop of stops) stop();
    for (const subscription of subscriptions) subscription.unsubscribe();
    window.removeEventListener('online', tell);
    window.removeEventListener('offline', tell);
    window.removeEventListener('visibilitychange', tell);
  };
}

export function statusOf({
  postbox,
  mails,
  unsealed,
  photos,
  hasNetwork,
}: Pick<Found, 'postbox' | 'mails'> & {
  unsealed: Pick<Unsealed, 'notes' | 'isAny'>;
  /** Photos that exist only on this tablet. */
  photos: { unsent: number; hasRefused: boolean };
  hasNetwork: boolean;
}): Omit<SyncStatus, 'newerMail'> {
  const unsentNotes = new Set([...mails.flatMap((mail) => mail.notes), ...unsealed.notes]);
  const isRefused = mails.some((mail) => mail.sending === 'refused');
  const trouble =
    postbox?.trouble ?? (isRefused ? 'envelopeRefused' : photos.hasRefused ? 'photoRefused' : null);
  const isOnline = hasNetwork && postbox?.lastTry !== 'offline';
  const settledAt = postbox?.settledAt ?? null;
  const hasUnsent = mails.length + photos.unsent > 0 || unsealed.isAny;
  return {
    kind: kindOf({ hasTrouble: trouble !== null, hasUnsent, isOnline, settledAt }),
    unsentNotes,
    unsentPhotos: photos.unsent,
    hasUnsent,
    settledAt,
    clockOffsetMs: postbox?.clockOffsetMs ?? 0,
    isOnline,
    trouble,
    healedAt: postbox?.healedAt ?? null,
    mended: postbox?.mended ?? null,
    isDemo: false,
  };
}

function kindOf(state: {
  hasTrouble: boolean;
  hasUnsent: boolean;
  isOnline: boolean;
  settledAt: number | null;
}): SyncStatus['kind'] {
  if (state.hasTrouble) return 'needsYou';
  if (state.hasUnsent) return state.isOnline ? 'sending' : 'saved';
  return state.settledAt === null ? 'saved' : 'atServer';
}
