import { momentSince } from '../i18n/dates.ts';
import { m } from '../i18n/paraglide/messages.js';
import { StatusPill } from '../ui/status-pill.tsx';
import styles from './sync-pill.module.css';
import { useSyncStatus, type SyncStatus } from './sync-status.ts';

/** The truth about this team's notes, in one of its four forms; the number of unsent notes is always part of it. */
export function SyncPill({ short = false }: { short?: boolean }) {
  const status = useSyncStatus();
  return (
    <StatusPill tone={toneOf(status)} role="status" className={short ? undefined : styles['steady']}>
      {wordsOf(status, short)}
    </StatusPill>
  );
}

function toneOf({ kind, isDemo }: SyncStatus) {
  if (isDemo) return 'plain';
  return kind === 'needsYou' ? 'bad' : 'ok';
}

function wordsOf(status: SyncStatus, short: boolean): string {
  if (status.isDemo) return short ? m.sync_demo_short() : m.sync_demo();
  const count = status.unsentNotes.size;
  const { kind, unsentPhotos: photos } = status;
  switch (kind) {
    case 'saved':
      return savedWords(status, short);
    case 'sending':
      if (count > 0) return m.sync_sending({ count });
      return photos > 0 ? m.sync_sending_photos({ count: photos }) : m.sync_sending_changes();
    case 'atServer': {
      const time = momentSince(new Date(status.settledAt ?? 0), new Date());
      return short ? m.sync_at_server_short({ time }) : m.sync_at_server({ time });
    }
    case 'needsYou':
      return [
        needWords(status),
        count > 0 && m.sync_only_here({ count }),
        photos > 0 && m.sync_photos_only_here({ count: photos }),
      ]
        .filter(Boolean)
        .join(' · ');
    default:
      return kind satisfies never;
  }
}

function savedWords({ unsentNotes, unsentPhotos }: SyncStatus, short: boolean): string {
  const saved = short ? m.sync_saved_short() : m.sync_saved();
  const count = unsentNotes.size;
  // Where there is little room one number stands for both: what waits is what matters.
  if (short) {
    const waiting = count + unsentPhotos;
    return waiting > 0 ? `${saved} · ${m.sync_waiting_short({ count: waiting })}` : saved;
  }
  return [
    saved,
    count > 0 && m.sync_waiting({ count }),
    unsentPhotos > 0 && m.sync_photos_waiting({ count: unsentPhotos }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function needWords({ trouble }: SyncStatus): string {
  switch (trouble) {
    case 'signInPage':
      return m.sync_needs_sign_in();
    case 'refused':
      return m.sync_needs_team();
    case 'removed':
      return m.sync_needs_removed();
    case 'newerServer':
      return m.sync_needs_update();
    case 'logKeepsChanging':
      return m.sync_needs_server();
    case 'tabletFull':
      return m.faults_tablet_full();
    case 'photoRefused':
      return m.sync_needs_photo_room();
    case 'envelopeRefused':
    case null:
      return m.sync_needs_refused();
    default:
      return trouble satisfies never;
  }
}
