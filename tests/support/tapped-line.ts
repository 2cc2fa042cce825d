import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A line between tablets and server that writes down every byte, can be cut, and can lead to another server. */
export interface TappedLine {
  readonly url: string;
  /** Everything that went either way so far. */
  readonly recorded: () => Buffer;
  /** Where new connections go; undefined is nowhere, as with a server that is switched off. */
  leadTo(serverUrl: string | undefined): void;
  /**
   * Cuts each connection on which a tablet sends something to such an address, so many bytes after its request began;
   * undefined lets all through again.
   */
  cutIn(request: { readonly words: string; readonly afterBytes: number } | undefined): void;
  /** How often that happened. */
  readonly cuts: () => number;
  close(): Promise<void>;
}

export async function openTappedLine(): Promise<TappedLine> {
  const chunks: Buffer[] = [];
  const sockets = new Set<Socket>();
  let target: URL | undefined;
  let toCut: { readonly words: string; readonly afterBytes: number } | undefined;
  let cuts = 0;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  };
  const line: Server = createServer((tablet) => {
    if (target === undefined) {
      tablet.destroy();
      return;
    }
    const server = connect(Number(target.port), target.hostname);
    keep(tablet);
    keep(server);
    let left = Infinity;
    tablet.on('data', (chunk: Buffer) => {
      const at = toCut === undefined ? -1 : chunk.indexOf(toCut.words);
      if (toCut !== undefined && at >= 0) left = Math.min(left, at + toCut.afterBytes);
      if (chunk.length < left) {
        left -= chunk.length;
        server.write(chunk);
        return;
      }
      cuts += 1;
      tablet.pause();
      // What has left arrives; the rest never does.
      server.end(chunk.subarray(0, left), () => tablet.destroy());
    });
    tablet.on('end', () => server.end());
    server.pipe(tablet);
    tablet.on('close', () => server.destroy());
    server.on('close', () => tablet.destroy());
  });
  await new Promise<void>((done) => line.listen(0, '127.0.0.1', done));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://localhost:${(line.address() as AddressInfo).port}`,
    recorded: () => Buffer.concat(chunks),
    leadTo(serverUrl) {
      target = serverUrl === undefined ? undefined : new URL(serverUrl);
      cut();
    },
    cutIn(request) {
      toCut = request;
    },
    cuts: () => cuts,
    async close() {
      cut();
      await new Promise((done) => line.close(done));
    },
  };
}
