import type { SqliteDatabase } from './database.sqlite.ts';

/** Writes a tablet down. It has one token and a token one tablet: a new token ends the old one at once. */
export function registration(db: SqliteDatabase) {
  const forgetToken = db.prepare<[string, Uint8Array, string]>(
    'DELETE FROM device WHERE team = ? AND token_hash = ? AND device <> ?',
  );
  const putDevice = db.prepare<[string, string, Uint8Array, number, number]>(
    `INSERT INTO device (team, device, token_hash, joined_at, last_seen_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (team, device) DO UPDATE SET token_hash = excluded.token_hash, last_seen_at = excluded.last_seen_at`,
  );
  return (team: string, device: string, tokenHash: Uint8Array, now: number): void => {
    forgetToken.run(team, tokenHash, device);
    putDevice.run(team, device, tokenHash, now, now);
  };
}

export type Register = ReturnType<typeof registration>;
