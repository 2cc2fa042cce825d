import { momentSince } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { ReadBack } from '../../notebook/rehearsal.ts';
import type { SyncStatus } from '../../worker-link/sync-status.ts';
import { look, passed, told, type Finding } from './finding.ts';

const DAY_MS = 86_400_000;

/** `lost`: a page loaded after the writing did not find it. `unwritten`: the writing itself was refused. */
export type TestNoteState = ReadBack | 'lost' | 'unwritten' | undefined;

/** Good for a day: what was proved last week may have been cleared since. */
export function testNoteFinding(state: TestNoteState, now: number): Finding {
  switch (state) {
    case undefined:
      return look(m.tablet_note_untried, m.tablet_note_how);
    case 'lost':
      return look(m.tablet_note_lost, m.tablet_note_lost_how);
    case 'unwritten':
      return look(m.tablet_note_unwritten, m.tablet_note_unwritten_how);
    default: {
      const when = momentSince(new Date(state.at), new Date(now));
      if (now - state.at > DAY_MS) return look(() => m.tablet_note_old({ when }), m.tablet_note_how);
      return passed(() => m.tablet_note_passed({ when }));
    }
  }
}

export function unsentFinding({ unsentNotes, unsentPhotos, hasUnsent, isDemo }: SyncStatus): Finding {
  if (isDemo) return told(m.tablet_unsent_demo);
  const count = unsentNotes.size;
  if (count + unsentPhotos === 0)
    return hasUnsent ? look(m.tablet_unsent_others, m.tablet_unsent_how) : passed(m.tablet_unsent_none);
  // A photo takes longer than its note, and is not at the server with it.
  const waiting = () => [
    ...(count > 0 ? [m.tablet_unsent_some({ count })] : []),
    ...(unsentPhotos > 0 ? [m.sync_photos_only_here({ count: unsentPhotos })] : []),
  ];
  return look(() => waiting().join(' '), m.tablet_unsent_how);
}

/** Beyond this a person reading two tablets side by side would notice. */
const SAME_TIME_MS = 60_000;

export function clockFinding({ settledAt, clockOffsetMs, isDemo }: SyncStatus, now: number): Finding {
  if (isDemo) return told(m.tablet_clock_demo);
  if (settledAt === null) return look(m.tablet_clock_never, m.tablet_clock_never_how);
  const when = momentSince(new Date(settledAt), new Date(now));
  if (Math.abs(clockOffsetMs) < SAME_TIME_MS) return passed(() => m.tablet_clock_passed({ when }));
  const by = () => durationWords(Math.abs(clockOffsetMs));
  // The offset is the server's time minus this tablet's.
  if (clockOffsetMs > 0) return look(() => m.tablet_clock_behind({ by: by(), when }), m.tablet_clock_how);
  return look(() => m.tablet_clock_ahead({ by: by(), when }), m.tablet_clock_how);
}

function durationWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return m.tablet_minutes({ count: minutes });
  const hours = Math.round(minutes / 60);
  if (hours < 48) return m.tablet_hours({ count: hours });
  return m.tablet_days({ count: Math.round(hours / 24) });
}
