import { appendTo } from './append.postgres.ts';
import type { PostgresDatabase, Statement } from './database.postgres.ts';
import type { Membership } from './membership.ts';

const lockTeam: Statement = {
  name: 'lock-team-to-remove',
  text: 'SELECT seq, epoch FROM team WHERE team = $1 FOR UPDATE',
};
const selectDevice: Statement = {
  name: 'device-of-team',
  text: 'SELECT 1 FROM device WHERE team = $1 AND device = $2',
};
const selectHeld: Statement = {
  name: 'held-notice',
  text: 'SELECT 1 FROM envelope WHERE team = $1 AND id = $2',
};
const putRemoved: Statement = {
  name: 'put-removed-devices',
  text: `INSERT INTO removed_device (team, device, token_hash, removed_at)
    SELECT $1, gone.device, device.token_hash, $3 FROM (SELECT DISTINCT unnest($2::text[])) AS gone (device)
    LEFT JOIN device ON device.team = $1 AND device.device = gone.device COLLATE "C"
    ON CONFLICT (team, device) DO UPDATE SET token_hash = coalesce(excluded.token_hash, removed_device.token_hash)`,
};
const deleteDevices: Statement = {
  name: 'delete-devices',
  text: 'DELETE FROM device WHERE team = $1 AND device = ANY($2)',
};
const startEpoch: Statement = {
  name: 'start-epoch',
  text: 'UPDATE team SET epoch = $2, proof_hash = $3 WHERE team = $1',
};
const cancelInvitations: Statement = {
  name: 'cancel-invitations',
  text: 'DELETE FROM invitation WHERE team = $1 AND token_hash IS NULL',
};
// Its time stays, so that nothing but a newer sheet takes its place; no proof has a hash of zeroes.
const endRecovery: Statement = {
  name: 'end-recovery',
  text: `UPDATE recovery SET proof_hash = decode(repeat('00', 32), 'hex'), box = ''::bytea WHERE team = $1`,
};
const selectRemovedToken: Statement = {
  name: 'removed-token',
  text: 'SELECT 1 FROM removed_device WHERE team = $1 AND token_hash = $2',
};

interface Outcome {
  readonly outcome: 'removed' | 'behind' | 'refused';
  /** Where the log ends now, if it grew. */
  readonly seq?: number;
}

/** Within the lock of the team's row, as everything that moves its log. `tell` is called after the commit. */
export function postgresRemovals(
  database: PostgresDatabase,
  tell: (team: string, seq: number) => void,
): Pick<Membership, 'remove' | 'wasRemoved'> {
  return {
    async remove(team, removal, now) {
      const { outcome, seq } = await database.transaction(async (query): Promise<Outcome> => {
        const [known] = await query<{ seq: number; epoch: number }>(lockTeam, [team]);
        const [asking] = await query(selectDevice, [team, removal.by]);
        if (!known || !asking) return { outcome: 'refused' };
        const { notice, devices, epoch, proofHash } = removal;
        if (notice) {
          const [held] = await query(selectHeld, [team, notice.envelope.id]);
          if (held) return { outcome: 'removed' };
          if (known.seq !== notice.after || epoch <= known.epoch) return { outcome: 'behind' };
          const batch = { team, works: [{ team, envelopes: [notice.envelope] }] };
          await appendTo(query, [batch], { waits: true });
        }
        await query(putRemoved, [team, devices, now]);
        await query(deleteDevices, [team, devices]);
        if (epoch > known.epoch) {
          await query(startEpoch, [team, epoch, proofHash]);
          await query(cancelInvitations, [team]);
          await query(endRecovery, [team]);
        }
        return notice ? { outcome: 'removed', seq: notice.after + 1 } : { outcome: 'removed' };
      });
      if (seq !== undefined) tell(team, seq);
      return outcome;
    },
    // PostgreSQL's text cannot hold that character, so no team has it in its name.
    wasRemoved: async (team, tokenHash) =>
      !team.includes('\0') && (await database.query(selectRemovedToken, [team, tokenHash])).length > 0,
  };
}
