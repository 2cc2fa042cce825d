import { timeOfDay } from '../i18n/dates.ts';
import { m } from '../i18n/paraglide/messages.js';
import { StatusPill } from '../ui/status-pill.tsx';
import { useSyncStatus, type SyncStatus } from './sync-status.ts';

/** The truth about this team's notes, in one of its four forms; the number of unsent notes is always part of it. */
export function SyncPill({ short = false }: { short?: boolean }) {
  const status = useSyncStatus();
  return (
    <StatusPill tone={toneOf(status)} role="status">
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
  const { kind } = status;
  switch (kind) {
    case 'saved':
      return savedWords(count, short);
    case 'sending':
      return count > 0 ? m.sync_sending({ count }) : m.sync_sending_changes();
    case 'atServer': {
      const time = timeOfDay(new Date(status.settledAt ?? 0));
      return short ? m.sync_at_server_short({ time }) : m.sync_at_server({ time });
    }
    case 'needsYou':
      return count > 0 ? `${needWords(status)} · ${m.sync_only_here({ count })}` : needWords(status);
    default:
      return kind satisfies never;
  }
}

function savedWords(count: number, short: boolean): string {
  const saved = short ? m.sync_saved_short() : m.sync_saved();
  if (count === 0) return saved;
  return `${saved} · ${short ? m.sync_waiting_short({ count }) : m.sync_waiting({ count })}`;
}

function needWords({ trouble }: SyncStatus): string {
  switch (trouble) {
    case 'signInPage':
      return m.sync_needs_sign_in();
    case 'refused':
      return m.sync_needs_team();
    case 'newerServer':
      return m.sync_needs_update();
    case 'logKeepsChanging':
      return m.sync_needs_server();
    case 'envelopeRefused':
    case null:
      return m.sync_needs_refused();
    default:
      return trouble satisfies never;
  }
}
