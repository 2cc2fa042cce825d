import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './answers.ts';
import type { Membership } from './membership.ts';
import { sha256 } from './sha256.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The tablet whose token came with the request; set by `authenticate`, empty elsewhere. */
    device: string;
  }
}

/** A route under `/api/teams/:team`. */
export interface TeamRoute {
  Params: { team: string };
}

/** The tablet that a request speaks for; null for an unknown team, a wrong token and a removed tablet alike. */
export function deviceOf(membership: Membership, now: () => number) {
  return async ({ headers, params }: FastifyRequest<TeamRoute>): Promise<string | null> => {
    const token = bearerToken(headers.authorization);
    return token && membership.deviceByToken(params.team, sha256(token), now());
  };
}

export type DeviceOf = ReturnType<typeof deviceOf>;

/** Lets only the team's tablets through. Runs before the body is read: a stranger's megabyte is never taken in. */
export function authenticate(findDevice: DeviceOf, membership: Membership) {
  return async (request: FastifyRequest<TeamRoute>, reply: FastifyReply) => {
    const device = await findDevice(request);
    if (!device) {
      const token = bearerToken(request.headers.authorization);
      const wasRemoved = token && (await membership.wasRemoved(request.params.team, sha256(token)));
      return refuse(reply, wasRemoved ? 'removed' : 'refused');
    }
    request.device = device;
  };
}

export type Authenticate = ReturnType<typeof authenticate>;

function bearerToken(header: string | undefined): Uint8Array | null {
  const encoded = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(header ?? '')?.[1];
  return encoded ? Buffer.from(encoded, 'base64url') : null;
}
