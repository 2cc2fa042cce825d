import { isStorageError, type SqliteDatabase } from './database.sqlite.ts';

const REMEMBER_EVERY_MS = 60_000;
const WRITE_AFTER_MS = 5_000;
/** More tablets than this in five seconds are written at once, so that the list cannot grow without bound. */
const MAX_PENDING = 1_000;

/**
 * When each tablet was last heard, to the minute. Collected in memory and written in one go, because a push must not
 * wait for it; a killed server forgets a few seconds of it, which nobody misses.
 */
export function sightings(db: SqliteDatabase) {
  const update = db.prepare<[number, string, string, number]>(
    'UPDATE device SET last_seen_at = ? WHERE team = ? AND device = ? AND last_seen_at < ?',
  );
  const pending = new Map<string, { team: string; device: string; at: number }>();
  let timer: NodeJS.Timeout | undefined;

  const writeAll = db.transaction(() => {
    for (const { team, device, at } of pending.values()) update.run(at, team, device, at);
  });

  function flush() {
    clearTimeout(timer);
    timer = undefined;
    if (pending.size > 0) writeAll.immediate();
    pending.clear();
  }

  /** A full disk is answered where it matters, at the next push; sightings are then let go. */
  function flushIfPossible() {
    try {
      flush();
    } catch (error) {
      if (!isStorageError(error)) throw error;
      pending.clear();
    }
  }

  return {
    flush: flushIfPossible,
    note(team: string, { device, lastSeenAt }: { device: string; lastSeenAt: number }, at: number) {
      if (at - lastSeenAt < REMEMBER_EVERY_MS) return;
      pending.set(`${team}/${device}`, { team, device, at });
      if (pending.size >= MAX_PENDING) flushIfPossible();
      else timer ??= setTimeout(flushIfPossible, WRITE_AFTER_MS).unref();
    },
  };
}
