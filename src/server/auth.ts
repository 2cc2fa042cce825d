import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './answers.ts';
import type { Sender } from './change-log.ts';
import type { Membership } from './membership.ts';
import { recentTablets } from './recent-tablets.ts';
import { sha256 } from './sha256.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The tablet whose token came with the request; set by `authenticate` and `presume`, empty elsewhere. */
    device: string;
    /** The same with its token, for whoever has to ask again; set by `presume` only. */
    sender: Sender | null;
  }
}

/** A route under `/api/teams/:team`. */
export interface TeamRoute {
  Params: { team: string };
}

/** The tablet that a request speaks for; null for an unknown team, a wrong token and a removed tablet alike. */
export function deviceOf(membership: Membership, now: () => number) {
  return async (request: FastifyRequest<TeamRoute>): Promise<string | null> => {
    const tokenHash = tokenHashOf(request);
    return tokenHash && membership.deviceByToken(request.params.team, tokenHash, now());
  };
}

export type DeviceOf = ReturnType<typeof deviceOf>;

/** Lets only the team's tablets through. Runs before the body is read: a stranger's megabyte is never taken in. */
export function authenticate(findDevice: DeviceOf, membership: Membership) {
  return async (request: FastifyRequest<TeamRoute>, reply: FastifyReply) => {
    const device = await findDevice(request);
    if (!device) return turnAway(membership, request, reply);
    request.device = device;
  };
}

export type Authenticate = ReturnType<typeof authenticate>;

/**
 * For pushes, which ask about a token where they are stored: a tablet that was in within the last minute is presumed to be in
 * still, and its push is one statement instead of two. A removed one gets a body read, and neither anything stored nor a
 * word about the log.
 */
export function senders(membership: Membership, now: () => number) {
  const recent = recentTablets(now);

  async function find(team: string, tokenHash: Uint8Array): Promise<string | null> {
    const device = await membership.deviceByToken(team, tokenHash, now());
    if (device) recent.remember(team, tokenHash, device);
    return device;
  }

  return {
    presume: async (request: FastifyRequest<TeamRoute>, reply: FastifyReply) => {
      const { team } = request.params;
      const tokenHash = tokenHashOf(request);
      const device = tokenHash && (recent.deviceOf(team, tokenHash) ?? (await find(team, tokenHash)));
      if (!device) return turnAway(membership, request, reply);
      request.device = device;
      request.sender = { device, tokenHash };
    },
    /** The log does not know it any more. */
    turnAway: (request: FastifyRequest<TeamRoute>, reply: FastifyReply) => {
      if (request.sender) recent.forget(request.params.team, request.sender.tokenHash);
      return turnAway(membership, request, reply);
    },
  };
}

export type Senders = ReturnType<typeof senders>;

async function turnAway(membership: Membership, request: FastifyRequest<TeamRoute>, reply: FastifyReply) {
  const tokenHash = tokenHashOf(request);
  const wasRemoved = tokenHash && (await membership.wasRemoved(request.params.team, tokenHash));
  return refuse(reply, wasRemoved ? 'removed' : 'refused');
}

function tokenHashOf({ headers }: FastifyRequest<TeamRoute>): Uint8Array | null {
  const encoded = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(headers.authorization ?? '')?.[1];
  return encoded ? sha256(Buffer.from(encoded, 'base64url')) : null;
}
