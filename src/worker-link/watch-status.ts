import { liveQuery } from 'dexie';
import type { Mail, Mailbox, Postbox } from '../mailbox/database.ts';
import { blobsIn, unsentBlobs } from '../mailbox/chunks.ts';
import { newerMailCount } from '../mailbox/incoming.ts';
import { unsent } from '../mailbox/outgoing.ts';
import type { SyncStatus } from './sync-status.ts';

interface WatchDeps {
  readonly team: string;
  readonly mailbox: Mailbox;
  readonly window: Window;
  readonly onStatus: (status: SyncStatus) => void;
}

interface Found {
  postbox: Postbox | undefined;
  mails: readonly Mail[];
  photos: PhotosOnTheWay;
  newerMail: number;
}

/** Follows the mailbox and the network and says, after each change, what is true of this team's notes. */
export function watchStatus({ team, mailbox, window, onStatus }: WatchDeps): () => void {
  const found: Partial<Found> = {};
  const tell = () => {
    const { postbox, mails, photos, newerMail } = found;
    const isAllRead = 'postbox' in found && mails && photos && newerMail !== undefined;
    if (isAllRead) onStatus({ ...statusOf(postbox, mails, photos, window.navigator.onLine), newerMail });
  };
  // Each by itself: one sync writes to the postbox and to the envelopes many times over, and to the rest hardly ever.
  const follow = <What extends keyof Found>(what: What, read: () => Promise<Found[What]>) =>
    liveQuery(read).subscribe((now) => {
      found[what] = now;
      tell();
    });
  const subscriptions = [
    follow('postbox', async () => await mailbox.postboxes.get(team)),
    follow('mails', () => unsent(mailbox, team)),
    follow('photos', async () => ({
      unsent: (await unsentBlobs(mailbox, team)).size,
      hasRefused: (await blobsIn(mailbox, team, 'refused')).size > 0,
    })),
    follow('newerMail', () => newerMailCount(mailbox, team)),
  ];
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  return () => {
    for (const subscription of subscriptions) subscription.unsubscribe();
    window.removeEventListener('online', tell);
    window.removeEventListener('offline', tell);
  };
}

/** Photos that exist only on this tablet, and whether the server refused one. */
interface PhotosOnTheWay {
  readonly unsent: number;
  readonly hasRefused: boolean;
}

export function statusOf(
  postbox: Postbox | undefined,
  mails: readonly Mail[],
  photos: PhotosOnTheWay,
  hasNetwork: boolean,
): Omit<SyncStatus, 'newerMail'> {
  const unsentNotes = new Set(mails.flatMap((mail) => mail.notes));
  const isRefused = mails.some((mail) => mail.sending === 'refused');
  const trouble =
    postbox?.trouble ?? (isRefused ? 'envelopeRefused' : photos.hasRefused ? 'photoRefused' : null);
  const isOnline = hasNetwork && postbox?.lastTry !== 'offline';
  const settledAt = postbox?.settledAt ?? null;
  return {
    kind: kindOf({
      hasTrouble: trouble !== null,
      hasUnsent: mails.length + photos.unsent > 0,
      isOnline,
      settledAt,
    }),
    unsentNotes,
    unsentPhotos: photos.unsent,
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
