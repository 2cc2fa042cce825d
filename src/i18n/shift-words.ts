import { m } from './paraglide/messages.js';

/** How far a sitting is shifted against the others: "1 min 5 s later" than its own start. */
export function shiftInWords(nudgeMs: number): string {
  if (nudgeMs === 0) return m.board_at_own_start();
  const seconds = Math.round(Math.abs(nudgeMs) / 1000);
  const length = [
    seconds >= 60 && m.board_minutes({ count: Math.floor(seconds / 60) }),
    seconds % 60 > 0 && m.board_seconds({ count: seconds % 60 }),
  ]
    .filter(Boolean)
    .join(' ');
  return nudgeMs > 0 ? m.board_later({ length }) : m.board_earlier({ length });
}
