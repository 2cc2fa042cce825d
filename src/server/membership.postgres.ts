import { timingSafeEqual } from 'node:crypto';
import { EMPTY_CHAIN } from '../protocol/chain.ts';
import { postgresAdmission } from './admission.postgres.ts';
import type { PostgresDatabase, Query, Statement } from './database.postgres.ts';
import type { Claim, Device, Membership } from './membership.ts';
import { newId } from './prepare.postgres.ts';
import { postgresInvitations } from './invitations.postgres.ts';
import { postgresRecovery } from './recovery.postgres.ts';
import { postgresRemovals } from './removals.postgres.ts';
import { postgresSightings } from './sightings.postgres.ts';

const insertTeam: Statement = {
  name: 'insert-team',
  text: `INSERT INTO team (team, log, proof_hash, started_at, chain, epoch) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (team) DO NOTHING RETURNING team`,
};
const lockTeam: Statement = {
  name: 'lock-team-to-join',
  text: 'SELECT proof_hash AS "proofHash" FROM team WHERE team = $1 FOR UPDATE',
};
const selectRemoved: Statement = {
  name: 'removed-device',
  text: 'SELECT 1 FROM removed_device WHERE team = $1 AND device = $2',
};
const forgetToken: Statement = {
  name: 'forget-token',
  text: 'DELETE FROM device WHERE team = $1 AND token_hash = $2 AND device <> $3',
};
const putDevice: Statement = {
  name: 'put-device',
  text: `INSERT INTO device (team, device, token_hash, joined_at, last_seen_at) VALUES ($1, $2, $3, $4, $4)
    ON CONFLICT (team, device) DO UPDATE SET token_hash = excluded.token_hash, last_seen_at = excluded.last_seen_at`,
};
const removeDevice: Statement = {
  name: 'remove-device',
  text: 'DELETE FROM device WHERE team = $1 AND device = $2',
};
const selectDevices: Statement = {
  name: 'devices',
  text: `SELECT device, joined_at AS "joinedAt", last_seen_at AS "lastSeenAt" FROM device
    WHERE team = $1 ORDER BY joined_at, device`,
};

export function postgresMembership(
  database: PostgresDatabase,
  options: { readonly isSharded: boolean; readonly tell: (team: string, seq: number) => void },
): Membership & { readonly flush: () => Promise<void> } {
  const seen = postgresSightings(database, options);
  const findDevice = postgresAdmission(database, options);

  return {
    ...postgresInvitations(database, register),
    ...postgresRemovals(database, options.tell),
    ...postgresRecovery(database, register),
    claim: ({ team, device, tokenHash, proofHash, epoch = 1 }: Claim, now) =>
      database.transaction(async (query) => {
        const inserted = await query(insertTeam, [team, newId(), proofHash, now, EMPTY_CHAIN, epoch]);
        const [known] = await query<{ proofHash: Uint8Array }>(lockTeam, [team]);
        if (!known || !timingSafeEqual(known.proofHash, proofHash)) return 'refused';
        if ((await query(selectRemoved, [team, device])).length > 0) return 'refused';
        await register(query, { team, device, tokenHash }, now);
        return inserted.length > 0 ? 'started' : 'joined';
      }),
    async deviceByToken(team, tokenHash, now) {
      const row = await findDevice({ team, tokenHash });
      if (!row) return null;
      seen.note(team, row, now);
      return row.device;
    },
    async devices(team) {
      await seen.flush();
      return await database.query<Device>(selectDevices, [team]);
    },
    async leave(team, device) {
      await database.query(removeDevice, [team, device]);
    },
    flush: seen.flush,
  };
}

/**
 * A tablet has one token and a token one tablet: a new token ends the old one at once. The team's row must be locked, or two
 * tablets could take the same one.
 */
async function register(
  query: Query,
  {
    team,
    device,
    tokenHash,
  }: { readonly team: string; readonly device: string; readonly tokenHash: Uint8Array },
  now: number,
) {
  await query(forgetToken, [team, tokenHash, device]);
  await query(putDevice, [team, device, tokenHash, now]);
}
