import type { PostgresDatabase, Statement } from './database.postgres.ts';

export interface DeviceRow {
  readonly device: string;
  readonly lastSeenAt: number;
}

interface Asked {
  readonly team: string;
  readonly tokenHash: Uint8Array;
}
interface FoundRow extends DeviceRow, Asked {}

// One team is named as a value, so that a sharded database sees that one machine has it.
const selectByToken: Statement = {
  name: 'device-by-token',
  text: `SELECT team, token_hash AS "tokenHash", device, last_seen_at AS "lastSeenAt" FROM device
    WHERE team = $1 AND token_hash = $2`,
};
// Each by itself: a plain join may read all tablets of these teams and throw most of them away.
const selectByTokens: Statement = {
  name: 'devices-by-tokens',
  text: `SELECT asked.team, asked.token_hash AS "tokenHash", found.device, found.last_seen_at AS "lastSeenAt"
    FROM unnest($1::text[], $2::bytea[]) AS asked (team, token_hash)
    CROSS JOIN LATERAL (
      SELECT device, last_seen_at FROM device
      WHERE team = asked.team COLLATE "C" AND token_hash = asked.token_hash LIMIT 1
    ) AS found`,
};

/** Any more at once go into the next question. */
const MOST_AT_ONCE = 200;
const QUESTIONS_AT_ONCE = 2;

/**
 * Whose token this is. Every request asks, so what arrives together is asked together: a question of its own for each
 * would cost the database more than what the tablets want to do. Nothing is remembered: a removed tablet is out at once.
 */
export function postgresAdmission(
  database: PostgresDatabase,
  { isSharded }: { readonly isSharded: boolean },
) {
  const waiting: {
    asked: Asked;
    resolve: (row: DeviceRow | null) => void;
    reject: (error: unknown) => void;
  }[] = [];
  const most = isSharded ? 1 : MOST_AT_ONCE;
  const atOnce = isSharded ? 8 : QUESTIONS_AT_ONCE;
  let asking = 0;
  let isDue = false;

  function start() {
    isDue = false;
    while (asking < atOnce && waiting.length > 0) {
      const group = waiting.splice(0, most);
      asking++;
      void ask(group).finally(() => {
        asking--;
        start();
      });
    }
  }

  async function ask(group: typeof waiting) {
    try {
      const rows = await find(group.map(({ asked }) => asked));
      for (const [index, { resolve }] of group.entries()) resolve(rows[index] ?? null);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  async function find(asked: readonly Asked[]): Promise<readonly (DeviceRow | undefined)[]> {
    const [first] = asked;
    const found =
      first && asked.length === 1
        ? await database.query<FoundRow>(selectByToken, [first.team, first.tokenHash])
        : await database.query<FoundRow>(selectByTokens, [
            asked.map(({ team }) => team),
            asked.map(({ tokenHash }) => tokenHash),
          ]);
    // Found by a hash the caller cannot steer, so its timing tells nothing about a stored one.
    const rowByKey = new Map(found.map((row) => [keyOf(row), row]));
    return asked.map((one) => rowByKey.get(keyOf(one)));
  }

  return async function findDevice(asked: Asked): Promise<DeviceRow | null> {
    // PostgreSQL's text cannot hold this one character, so no team has it in its name.
    if (asked.team.includes('\0')) return null;
    return await new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      if (isDue) return;
      isDue = true;
      setImmediate(start);
    });
  };
}

function keyOf({ team, tokenHash }: Asked): string {
  return `${team}/${Buffer.from(tokenHash).toString('base64')}`;
}
