import { timingSafeEqual } from 'node:crypto';
import { isGuestDevice } from '../domain/ids.ts';
import { onDisk, type SqliteDatabase } from './database.sqlite.ts';
import type { Acceptance, Accepted, Membership, Recovery } from './membership.ts';
import type { Register } from './registration.sqlite.ts';

type RecoveryRow = { team: string; proofHash: Uint8Array; box: Uint8Array<ArrayBuffer> };

export function sqliteRecovery(
  db: SqliteDatabase,
  register: Register,
  onErased: () => void,
): Pick<Membership, 'keepRecovery' | 'recover'> {
  const selectOwner = db.prepare<[Uint8Array], { team: string }>('SELECT team FROM recovery WHERE id = ?');
  const put = db.prepare<[string, Uint8Array, Uint8Array, Uint8Array, string]>(
    `INSERT INTO recovery (team, id, proof_hash, box, made_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (team) DO UPDATE
     SET id = excluded.id, proof_hash = excluded.proof_hash, box = excluded.box, made_at = excluded.made_at
     WHERE excluded.made_at > recovery.made_at`,
  );
  const select = db.prepare<[Uint8Array], RecoveryRow>(
    'SELECT team, proof_hash AS proofHash, box FROM recovery WHERE id = ?',
  );

  const selectRemoved = db.prepare<[string, string], { one: number }>(
    'SELECT 1 AS one FROM removed_device WHERE team = ? AND device = ?',
  );

  const selectDevice = db.prepare<[string, string], { one: number }>(
    'SELECT 1 AS one FROM device WHERE team = ? AND device = ?',
  );

  const keep = db.transaction((team: string, { id, proofHash, box, at, by }: Recovery) => {
    if (by !== undefined && !selectDevice.get(team, by)) return false;
    const isTaken = selectOwner.all(id).some((row) => row.team !== team);
    if (!isTaken) put.run(team, id, proofHash, box, at);
    return !isTaken;
  });

  const recover = db.transaction(
    ({ id, proofHash, device, tokenHash }: Acceptance, now: number): Accepted | null => {
      const held = select.all(id).find((row) => timingSafeEqual(row.proofHash, proofHash));
      if (!held || isGuestDevice(device) || selectRemoved.get(held.team, device)) return null;
      register(held.team, device, tokenHash, now);
      return { team: held.team, box: held.box };
    },
  );

  return {
    async keepRecovery(team, recovery) {
      const isKept = onDisk(() => keep.immediate(team, recovery));
      // The box before it, if there was one.
      onErased();
      return isKept;
    },
    recover: async (acceptance, now) => onDisk(() => recover.immediate(acceptance, now)),
  };
}
