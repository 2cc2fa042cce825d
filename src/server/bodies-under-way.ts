import { finished } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Busy } from './failures.ts';

/**
 * How many bytes of bodies the whole server takes in at once, and one tablet. What is read lies in memory until the last
 * byte has come, which a slow line, or an ill will, may put off for two minutes.
 */
export interface BodyLimits {
  readonly all: number;
  readonly perDevice: number;
}

export const STANDARD_BODIES: BodyLimits = { all: 256 * 1024 * 1024, perDevice: 8 * 1024 * 1024 };

/** For routes that take large bodies, after `authenticate`: refuses, before it is read, what would be too much at once. */
export function bodiesUnderWay({ all, perDevice }: BodyLimits) {
  let underWay = 0;
  const byDevice = new Map<string, number>();

  return async (request: FastifyRequest, reply: FastifyReply) => {
    // Gone while its token was looked up: nothing would tell us of its end.
    if (request.raw.socket.destroyed) return;
    const size = Number(request.headers['content-length'] ?? request.routeOptions.bodyLimit);
    const device = `${(request.params as { team: string }).team}/${request.device}`;
    const own = byDevice.get(device) ?? 0;
    if (underWay + size > all || own + size > perDevice) throw new Busy();
    underWay += size;
    byDevice.set(device, own + size);
    finished(reply.raw, () => {
      underWay -= size;
      const left = (byDevice.get(device) ?? size) - size;
      if (left > 0) byDevice.set(device, left);
      else byDevice.delete(device);
    });
  };
}

export type TakeBody = ReturnType<typeof bodiesUnderWay>;
