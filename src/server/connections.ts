import { STATUS_CODES, type Server } from 'node:http';
import { isIPv4 } from 'node:net';
import type { Duplex } from 'node:stream';
import { toCbor } from '../protocol/bytes.ts';
import { CBOR, SERVER_HEADER, type Refusal } from '../protocol/requests.ts';

/** How many may be connected, and how long they may take to say what they want. */
export interface ConnectionLimits {
  readonly connections: number;
  /** A school is often one address; 0 where a proxy stands in front, which is then the address of everybody. */
  readonly connectionsPerAddress: number;
  readonly headersMs: number;
  /** For the whole request: a megabyte on a poor line takes a while, one that never ends must not hold its place. */
  readonly requestMs: number;
  /** How often connections are looked at for that. */
  readonly checkMs: number;
}

export const STANDARD_CONNECTIONS: ConnectionLimits = {
  connections: 10_000,
  connectionsPerAddress: 2_000,
  headersMs: 20_000,
  requestMs: 120_000,
  checkMs: 5_000,
};

/** Turns away who has too many connections open already, before anything of a request is read. */
export function limitConnections(
  server: Server,
  serverId: string,
  { connections, connectionsPerAddress }: ConnectionLimits,
) {
  server.maxConnections = connections;
  const openByAddress = new Map<string, number>();
  server.on('connection', (socket) => {
    if (connectionsPerAddress === 0) return;
    const address = addressKey(socket.remoteAddress ?? '');
    const open = openByAddress.get(address) ?? 0;
    if (open >= connectionsPerAddress) {
      // Without TLS it is told why; before a handshake no word would be understood.
      if ('setSecureContext' in server) socket.destroy();
      else refuseRaw(socket, serverId, 503, { error: 'unavailable', retryAfterMs: 10_000 });
      return;
    }
    openByAddress.set(address, open + 1);
    socket.once('close', () => {
      const left = (openByAddress.get(address) ?? 1) - 1;
      if (left > 0) openByAddress.set(address, left);
      else openByAddress.delete(address);
    });
  });
}

/** An IPv6 address counts by its /64, which is what one household or school gets. */
export function addressKey(address: string): string {
  const isMapped = address.startsWith('::ffff:') && isIPv4(address.slice(7));
  if (isMapped) return address.slice(7);
  if (!address.includes(':')) return address;
  const [before = '', after] = address.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after ? after.split(':') : [];
  const zeros = after === undefined ? 0 : 8 - head.length - tail.length;
  return [...head, ...Array<string>(zeros).fill('0'), ...tail].slice(0, 4).join(':');
}

/**
 * Answers what never became a request: headers that are none, too large or too slow, a body that does not come. Nothing
 * of it is logged, for a token may be in there.
 */
export function answerClientError(
  error: Error & { readonly code?: string },
  socket: Duplex,
  serverId: string,
) {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return refuseRaw(socket, serverId, 408, { error: 'unavailable', retryAfterMs: 10_000 });
  }
  refuseRaw(socket, serverId, error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400, { error: 'malformed' });
}

function refuseRaw(socket: Duplex, serverId: string, status: number, refusal: Refusal) {
  const body = toCbor({ ...refusal, server: serverId });
  const { retryAfterMs } = refusal;
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'connection: close',
    `content-type: ${CBOR}`,
    `content-length: ${body.length}`,
    `${SERVER_HEADER}: ${serverId}`,
    ...(retryAfterMs === undefined ? [] : [`retry-after: ${Math.ceil(retryAfterMs / 1000)}`]),
  ];
  socket.on('error', () => socket.destroy());
  socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]), () => socket.destroy());
}
