import { timingSafeEqual } from 'node:crypto';
import { isGuestDevice } from '../domain/ids.ts';
import { INVITATION_LIFETIME_MS } from '../protocol/limits.ts';
import type { PostgresDatabase, Query, Statement } from './database.postgres.ts';
import type { Membership } from './membership.ts';

interface InvitationRow {
  readonly proofHash: Uint8Array;
  readonly box: Uint8Array<ArrayBuffer>;
  readonly isGuest: boolean;
  readonly device: string | null;
  readonly tokenHash: Uint8Array | null;
}

/** Lets a tablet in; wants the team's row locked. */
export type Register = (
  query: Query,
  tablet: { readonly team: string; readonly device: string; readonly tokenHash: Uint8Array },
  now: number,
) => Promise<void>;

// By its own index, and never waiting for who is using one of them.
const forgetExpired: Statement = {
  name: 'forget-expired-invitations',
  text: 'DELETE FROM invitation WHERE expires_at <= $1 RETURNING 1',
};
const insertInvitation: Statement = {
  name: 'insert-invitation',
  text: `INSERT INTO invitation (team, id, proof_hash, box, expires_at, is_guest) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (team, id) DO NOTHING`,
};
const selectOwn: Statement = {
  name: 'own-invitation',
  text: 'SELECT proof_hash AS "proofHash", expires_at AS "expiresAt" FROM invitation WHERE team = $1 AND id = $2',
};
// The one look-up that does not know the team yet: a sharded database asks all its machines, for a few bytes each.
const selectTeams: Statement = {
  name: 'teams-of-invitation',
  text: 'SELECT team, proof_hash AS "proofHash" FROM invitation WHERE id = $1 AND expires_at > $2',
};
const lockTeam: Statement = {
  name: 'lock-team-of-invitation',
  text: 'SELECT team FROM team WHERE team = $1 FOR UPDATE',
};
const selectInvitation: Statement = {
  name: 'invitation',
  text: `SELECT proof_hash AS "proofHash", box, is_guest AS "isGuest", device, token_hash AS "tokenHash" FROM invitation
    WHERE team = $1 AND id = $2 AND expires_at > $3`,
};
const selectDevice: Statement = {
  name: 'maker-of-invitation',
  text: 'SELECT 1 FROM device WHERE team = $1 AND device = $2',
};
const selectRemoved: Statement = {
  name: 'removed-device-to-accept',
  text: 'SELECT 1 FROM removed_device WHERE team = $1 AND device = $2',
};
const selectToken: Statement = {
  name: 'token-of-device',
  text: 'SELECT device FROM device WHERE team = $1 AND token_hash = $2',
};
const bindInvitation: Statement = {
  name: 'bind-invitation',
  text: 'UPDATE invitation SET device = $3, token_hash = $4 WHERE team = $1 AND id = $2',
};

/** `register` lets a tablet in; it wants the team's row locked. */
export function postgresInvitations(
  database: PostgresDatabase,
  register: Register,
): Pick<Membership, 'invite' | 'accept' | 'forgetExpired'> {
  return {
    forgetExpired: async (now) => (await database.query(forgetExpired, [now])).length,
    async invite(team, { id, proofHash, box, isGuest, by }, now) {
      await database.query(forgetExpired, [now]);
      return await database.transaction(async (query) => {
        // Its maker may be being removed, with all invitations that nobody has taken.
        await query(lockTeam, [team]);
        if (by !== undefined && (await query(selectDevice, [team, by])).length === 0) return null;
        await query(insertInvitation, [
          team,
          id,
          proofHash,
          box,
          now + INVITATION_LIFETIME_MS,
          isGuest ?? false,
        ]);
        const [held] = await query<{ proofHash: Uint8Array; expiresAt: number }>(selectOwn, [team, id]);
        return held && timingSafeEqual(held.proofHash, proofHash) ? held.expiresAt : null;
      });
    },
    async accept({ id, proofHash, device, tokenHash }, now) {
      const candidates = await database.query<{ team: string; proofHash: Uint8Array }>(selectTeams, [
        id,
        now,
      ]);
      const team = candidates.find((row) => timingSafeEqual(row.proofHash, proofHash))?.team;
      if (team === undefined) return null;
      return await database.transaction(async (query) => {
        // Two tablets with one invitation: the second finds it taken.
        await query(lockTeam, [team]);
        const [held] = await query<InvitationRow>(selectInvitation, [team, id, now]);
        if (!held || !timingSafeEqual(held.proofHash, proofHash)) return null;
        if (held.isGuest !== isGuestDevice(device)) return null;
        if ((await query(selectRemoved, [team, device])).length > 0) return null;
        const answer = { team, box: held.box };
        if (held.tokenHash) {
          // Taken: only the tablet that took it may hear the answer again, and only while its token still counts.
          const isSameTablet = held.device === device && timingSafeEqual(held.tokenHash, tokenHash);
          const [stillCounts] = await query(selectToken, [team, tokenHash]);
          return isSameTablet && stillCounts ? answer : null;
        }
        await register(query, { team, device, tokenHash }, now);
        await query(bindInvitation, [team, id, device, tokenHash]);
        return answer;
      });
    },
  };
}
