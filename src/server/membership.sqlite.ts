import { timingSafeEqual } from 'node:crypto';
import { isGuestDevice } from '../domain/ids.ts';
import { INVITATION_LIFETIME_MS } from '../protocol/limits.ts';
import type { LogOfRemovals } from './change-log.sqlite.ts';
import { onDisk, type SqliteDatabase } from './database.sqlite.ts';
import type { Acceptance, Accepted, Claim, Device, Invitation, Membership, Removal } from './membership.ts';
import { sqliteRecovery } from './recovery.sqlite.ts';
import { registration } from './registration.sqlite.ts';
import { sightings } from './sightings.sqlite.ts';

type DeviceRow = { device: string; tokenHash: Uint8Array; lastSeenAt: number };
type InvitationRow = {
  team: string;
  proofHash: Uint8Array;
  box: Uint8Array<ArrayBuffer>;
  isGuest: number;
  device: string | null;
  tokenHash: Uint8Array | null;
};

class Behind extends Error {}

export function sqliteMembership(
  db: SqliteDatabase,
  {
    newLogId,
    onErased,
    log,
  }: {
    readonly newLogId: () => string;
    readonly onErased: () => void;
    readonly log: LogOfRemovals;
  },
): Membership & { readonly flush: () => void } {
  const seen = sightings(db);
  const selectTeam = db.prepare<[string], { proofHash: Uint8Array; epoch: number }>(
    'SELECT proof_hash AS proofHash, epoch FROM team WHERE team = ?',
  );
  const insertTeam = db.prepare<[string, string, Uint8Array, number, number]>(
    'INSERT INTO team (team, log, proof_hash, epoch, started_at) VALUES (?, ?, ?, ?, ?)',
  );
  const startEpoch = db.prepare<[number, Uint8Array, string]>(
    'UPDATE team SET epoch = ?, proof_hash = ? WHERE team = ?',
  );
  const selectDevice = db.prepare<[string, string], { tokenHash: Uint8Array }>(
    'SELECT token_hash AS tokenHash FROM device WHERE team = ? AND device = ?',
  );
  const deleteDevice = db.prepare<[string, string]>('DELETE FROM device WHERE team = ? AND device = ?');
  const putRemoved = db.prepare<[string, string, Uint8Array | null, number]>(
    `INSERT INTO removed_device (team, device, token_hash, removed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (team, device) DO UPDATE SET token_hash = coalesce(excluded.token_hash, token_hash)`,
  );
  const selectRemoved = db.prepare<[string, string], { one: number }>(
    'SELECT 1 AS one FROM removed_device WHERE team = ? AND device = ?',
  );
  const selectRemovedToken = db.prepare<[string, Uint8Array], { tokenHash: Uint8Array }>(
    'SELECT token_hash AS tokenHash FROM removed_device WHERE team = ? AND token_hash = ?',
  );
  const cancelInvitations = db.prepare<[string]>(
    'DELETE FROM invitation WHERE team = ? AND token_hash IS NULL',
  );
  // Its time stays, so that nothing but a newer sheet takes its place; no proof has a hash of zeroes.
  const endRecovery = db.prepare<[string]>(
    "UPDATE recovery SET proof_hash = zeroblob(32), box = x'' WHERE team = ?",
  );
  const selectByToken = db.prepare<[string, Uint8Array], DeviceRow>(
    `SELECT device, token_hash AS tokenHash, last_seen_at AS lastSeenAt FROM device
     WHERE team = ? AND token_hash = ?`,
  );
  const register = registration(db);
  const recovery = sqliteRecovery(db, register, onErased);
  const selectDevices = db.prepare<[string], Device>(
    `SELECT device, joined_at AS joinedAt, last_seen_at AS lastSeenAt FROM device
     WHERE team = ? ORDER BY joined_at, device`,
  );
  const forgetExpired = db.prepare<[number]>('DELETE FROM invitation WHERE expires_at <= ?');
  const insertInvitation = db.prepare<[string, Uint8Array, Uint8Array, Uint8Array, number, number]>(
    `INSERT INTO invitation (team, id, proof_hash, box, expires_at, is_guest) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (team, id) DO NOTHING`,
  );
  const selectOwnInvitation = db.prepare<[string, Uint8Array], { proofHash: Uint8Array; expiresAt: number }>(
    'SELECT proof_hash AS proofHash, expires_at AS expiresAt FROM invitation WHERE team = ? AND id = ?',
  );
  const selectInvitation = db.prepare<[Uint8Array, number], InvitationRow>(
    `SELECT team, proof_hash AS proofHash, box, is_guest AS isGuest, device, token_hash AS tokenHash FROM invitation
     WHERE id = ? AND expires_at > ?`,
  );
  const bindInvitation = db.prepare<[string, Uint8Array, string, Uint8Array]>(
    'UPDATE invitation SET device = ?, token_hash = ? WHERE team = ? AND id = ?',
  );

  function claim({ team, device, tokenHash, proofHash, epoch = 1 }: Claim, now: number) {
    const known = selectTeam.get(team);
    if (known && !timingSafeEqual(known.proofHash, proofHash)) return 'refused';
    if (selectRemoved.get(team, device)) return 'refused';
    if (!known) insertTeam.run(team, newLogId(), proofHash, epoch, now);
    register(team, device, tokenHash, now);
    return known ? 'joined' : 'started';
  }

  function deviceByToken(team: string, tokenHash: Uint8Array, now: number) {
    // The index is searched by a hash the caller cannot steer, so its timing tells nothing about a stored one.
    const row = selectByToken.get(team, tokenHash);
    if (!row || !timingSafeEqual(row.tokenHash, tokenHash)) return null;
    seen.note(team, row, now);
    return row.device;
  }

  function wasRemoved(team: string, tokenHash: Uint8Array): boolean {
    const row = selectRemovedToken.get(team, tokenHash);
    return row !== undefined && timingSafeEqual(row.tokenHash, tokenHash);
  }

  function remove(team: string, { by, devices, epoch, proofHash, notice }: Removal, now: number) {
    const known = selectTeam.get(team);
    if (!known || !selectDevice.get(team, by)) return 'refused';
    if (notice) {
      const outcome = log.appendAt(team, notice.envelope, notice.after);
      if (outcome === 'held') return 'removed';
      // Thrown, so that the notice is not taken either.
      if (outcome === 'behind' || epoch <= known.epoch) throw new Behind();
    }
    for (const device of devices) {
      putRemoved.run(team, device, selectDevice.get(team, device)?.tokenHash ?? null, now);
      deleteDevice.run(team, device);
    }
    if (epoch > known.epoch) {
      startEpoch.run(epoch, proofHash, team);
      cancelInvitations.run(team);
      endRecovery.run(team);
    }
    return 'removed';
  }

  function invite(team: string, { id, proofHash, box, isGuest, by }: Invitation, now: number) {
    if (by !== undefined && !selectDevice.get(team, by)) return null;
    insertInvitation.run(team, id, proofHash, box, now + INVITATION_LIFETIME_MS, isGuest ? 1 : 0);
    const held = selectOwnInvitation.get(team, id);
    return held && timingSafeEqual(held.proofHash, proofHash) ? held.expiresAt : null;
  }

  function accept({ id, proofHash, device, tokenHash }: Acceptance, now: number): Accepted | null {
    const held = selectInvitation.all(id, now).find((row) => timingSafeEqual(row.proofHash, proofHash));
    if (!held || (held.isGuest === 1) !== isGuestDevice(device)) return null;
    if (selectRemoved.get(held.team, device)) return null;
    const answer = { team: held.team, box: held.box };
    if (held.tokenHash) {
      // Taken: only the tablet that took it may hear the answer again, and only while its token still counts.
      const isSameTablet = held.device === device && timingSafeEqual(held.tokenHash, tokenHash);
      return isSameTablet && selectByToken.get(held.team, tokenHash) ? answer : null;
    }
    register(held.team, device, tokenHash, now);
    bindInvitation.run(device, tokenHash, held.team, id);
    return answer;
  }

  function forget(now: number): number {
    const { changes } = onDisk(() => forgetExpired.run(now));
    if (changes > 0) onErased();
    return changes;
  }

  const inOneStep = {
    claim: db.transaction(claim),
    remove: db.transaction(remove),
    invite: db.transaction(invite),
    accept: db.transaction(accept),
  };

  return {
    claim: async (request, now) => onDisk(() => inOneStep.claim.immediate(request, now)),
    deviceByToken: async (team, tokenHash, now) => onDisk(() => deviceByToken(team, tokenHash, now)),
    devices: async (team) =>
      onDisk(() => {
        seen.flush();
        return selectDevices.all(team);
      }),
    wasRemoved: async (team, tokenHash) => onDisk(() => wasRemoved(team, tokenHash)),
    async remove(team, removal, now) {
      try {
        const outcome = onDisk(() => inOneStep.remove.immediate(team, removal, now));
        // With the boxes that nobody can open any more.
        onErased();
        if (removal.notice) log.tellWatchers(team);
        return outcome;
      } catch (error) {
        if (error instanceof Behind) return 'behind';
        throw error;
      }
    },
    async invite(team, invitation, now) {
      forget(now);
      return onDisk(() => inOneStep.invite.immediate(team, invitation, now));
    },
    accept: async (acceptance, now) => onDisk(() => inOneStep.accept.immediate(acceptance, now)),
    forgetExpired: async (now) => forget(now),
    ...recovery,
    leave: async (team, device) => onDisk(() => void deleteDevice.run(team, device)),
    flush: seen.flush,
  };
}
