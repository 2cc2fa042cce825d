import { timingSafeEqual } from 'node:crypto';
import { isGuestDevice } from '../domain/ids.ts';
import type { PostgresDatabase, Statement } from './database.postgres.ts';
import type { Register } from './invitations.postgres.ts';
import type { Membership } from './membership.ts';

interface RecoveryRow {
  readonly team: string;
  readonly proofHash: Uint8Array;
  readonly box: Uint8Array<ArrayBuffer>;
}

// Like an invitation's, the one look-up that does not know the team yet.
const selectById: Statement = {
  name: 'recovery-by-id',
  text: 'SELECT team, proof_hash AS "proofHash", box FROM recovery WHERE id = $1',
};
const put: Statement = {
  name: 'put-recovery',
  text: `INSERT INTO recovery (team, id, proof_hash, box, made_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (team) DO UPDATE
    SET id = excluded.id, proof_hash = excluded.proof_hash, box = excluded.box, made_at = excluded.made_at
    WHERE excluded.made_at > recovery.made_at`,
};
const lockTeam: Statement = {
  name: 'lock-team-to-recover',
  text: 'SELECT team FROM team WHERE team = $1 FOR UPDATE',
};
const selectDevice: Statement = {
  name: 'maker-of-recovery',
  text: 'SELECT 1 FROM device WHERE team = $1 AND device = $2',
};
const selectRemoved: Statement = {
  name: 'removed-device-to-recover',
  text: 'SELECT 1 FROM removed_device WHERE team = $1 AND device = $2',
};

/** `register` lets a tablet in; it wants the team's row locked. */
export function postgresRecovery(
  database: PostgresDatabase,
  register: Register,
): Pick<Membership, 'keepRecovery' | 'recover'> {
  return {
    async keepRecovery(team, { id, proofHash, box, at, by }) {
      const others = await database.query<RecoveryRow>(selectById, [id]);
      if (others.some((row) => row.team !== team)) return false;
      return await database.transaction(async (query) => {
        // Its maker may be being removed, with what the team's sheet opens.
        await query(lockTeam, [team]);
        if (by !== undefined && (await query(selectDevice, [team, by])).length === 0) return false;
        await query(put, [team, id, proofHash, box, at]);
        return true;
      });
    },
    async recover({ id, proofHash, device, tokenHash }, now) {
      const candidates = await database.query<RecoveryRow>(selectById, [id]);
      const held = candidates.find((row) => timingSafeEqual(row.proofHash, proofHash));
      if (!held || isGuestDevice(device)) return null;
      return await database.transaction(async (query) => {
        await query(lockTeam, [held.team]);
        // A newer sheet may have come in between, and this one has then ended.
        const found = await query<RecoveryRow>(selectById, [id]);
        const standing = found.find((row) => row.team === held.team);
        if (!standing || !timingSafeEqual(standing.proofHash, proofHash)) return null;
        if ((await query(selectRemoved, [held.team, device])).length > 0) return null;
        await register(query, { team: held.team, device, tokenHash }, now);
        return { team: held.team, box: standing.box };
      });
    },
  };
}
