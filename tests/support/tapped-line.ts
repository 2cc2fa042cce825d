import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A line between tablets and server that writes down every byte, can be cut, and can lead to another server. */
export interface TappedLine {
  readonly url: string;
  /** Everything that went either way so far. */
  readonly recorded: () => Buffer;
  /** Where new connections go; undefined is nowhere, as with a server that is switched off. */
  leadTo(serverUrl: string | undefined): void;
  /** Cuts every connection on which a tablet says this, in the middle of what it says; undefined lets all through again. */
  cutAt(words: string | undefined): void;
  close(): Promise<void>;
}

export async function openTappedLine(): Promise<TappedLine> {
  const chunks: Buffer[] = [];
  const sockets = new Set<Socket>();
  let target: URL | undefined;
  let cutWords: string | undefined;
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
    tablet.on('data', (chunk: Buffer) => {
      if (cutWords === undefined || !chunk.includes(cutWords)) return void server.write(chunk);
      server.write(chunk.subarray(0, Math.floor(chunk.length / 2)));
      // What has left has left; the rest of the request never comes.
      setImmediate(() => server.destroy());
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
    cutAt(words) {
      cutWords = words;
    },
    async close() {
      cut();
      await new Promise((done) => line.close(done));
    },
  };
}
