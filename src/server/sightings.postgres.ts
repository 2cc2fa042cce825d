import type { PostgresDatabase, Statement } from './database.postgres.ts';
import { StorageUnavailable } from './store.ts';

const REMEMBER_EVERY_MS = 60_000;
const WRITE_AFTER_MS = 5_000;
/** More tablets than this are written at once, so that the list cannot grow without bound. */
const MAX_PENDING = 1_000;

// In one order in every process, so that two of them cannot wait for each other.
const update: Statement = {
  name: 'sightings',
  text: `UPDATE device SET last_seen_at = seen.at
    FROM (SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) AS one (team, device, at) ORDER BY team, device) AS seen
    WHERE device.team = ANY($1) AND device.team = seen.team COLLATE "C" AND device.device = seen.device COLLATE "C" AND device.last_seen_at < seen.at`,
};

/** When each tablet was last heard, to the minute; as `sightings.sqlite.ts`, for this process's own tablets. */
export function postgresSightings(
  database: PostgresDatabase,
  { isSharded }: { readonly isSharded: boolean },
) {
  let pending = new Map<string, { team: string; device: string; at: number }>();
  let timer: NodeJS.Timeout | undefined;

  async function flush() {
    clearTimeout(timer);
    timer = undefined;
    const all = [...pending.values()];
    pending = new Map();
    if (all.length === 0) return;
    try {
      // Teams on different machines are written one by one.
      for (const some of isSharded ? all.map((one) => [one]) : [all]) {
        await database.query(update, [
          some.map(({ team }) => team),
          some.map(({ device }) => device),
          some.map(({ at }) => at),
        ]);
      }
    } catch (error) {
      // A database in trouble is answered for where it matters, at the next push; sightings are then let go.
      if (!(error instanceof StorageUnavailable)) throw error;
    }
  }

  return {
    flush,
    note(team: string, { device, lastSeenAt }: { device: string; lastSeenAt: number }, at: number) {
      if (at - lastSeenAt < REMEMBER_EVERY_MS) return;
      pending.set(`${team}/${device}`, { team, device, at });
      if (pending.size >= MAX_PENDING) void flush();
      else timer ??= setTimeout(() => void flush(), WRITE_AFTER_MS).unref();
    },
  };
}
