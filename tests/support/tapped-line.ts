import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A line between tablets and server that writes down every byte, can be cut, and can lead to another server. */
export interface TappedLine {
  readonly url: string;
  /** Everything that went either way so far. */
  readonly recorded: () => Buffer;
  /** Where new connections go; undefined is nowhere, as with a server that is switched off. */
  leadTo(serverUrl: string | undefined): void;
  close(): Promise<void>;
}

export async function openTappedLine(): Promise<TappedLine> {
  const chunks: Buffer[] = [];
  const sockets = new Set<Socket>();
  let target: URL | undefined;
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
    tablet.pipe(server).pipe(tablet);
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
    async close() {
      cut();
      await new Promise((done) => line.close(done));
    },
  };
}
