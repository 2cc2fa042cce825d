import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line between a server and its database that can be cut at the moment of a commit. */
export interface CuttingLine {
  /** The same address through this line. */
  readonly url: string;
  /**
   * Cuts the connection at its next COMMIT: `before` the database hears of it, or `after` it has done it and before its
   * answer is heard. Nobody on this side can tell which.
   */
  cutAtCommit(when: 'before' | 'after'): void;
  close(): Promise<void>;
}

/** What commits: a transaction's end, and the one statement that is a transaction by itself. */
const COMMITS = ['COMMIT\0', 'append-envelopes\0'];

export async function cuttingLine(url: string): Promise<CuttingLine> {
  const target = new URL(url);
  const open = new Set<Socket>();
  let cut: 'before' | 'after' | null = null;

  const server = createServer((near) => {
    const far = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
    let isDeaf = false;
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (chunk: Buffer) => {
      if (cut === null || !COMMITS.some((commit) => chunk.includes(commit))) return void far.write(chunk);
      if (cut === 'before') near.destroy();
      else far.write(chunk);
      isDeaf = true;
      cut = null;
    });
    far.on('data', (chunk: Buffer) => {
      if (isDeaf) near.destroy();
      else near.write(chunk);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.href,
    cutAtCommit: (when) => (cut = when),
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
