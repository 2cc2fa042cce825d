import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

export type Direction = 'up' | 'down';

/** A line to a server that a test can cut after any byte, in either direction. */
export interface CuttingLine {
  readonly url: string;
  /** From now on this many more bytes pass in this direction, and then the connection is gone. */
  cutAfter(direction: Direction, bytes: number): void;
  /** Whole again; answers whether it had been cut. */
  mend(): boolean;
  close(): Promise<void>;
}

export async function openCuttingLine(target: string): Promise<CuttingLine> {
  const port = Number(new URL(target).port);
  const open = new Set<Socket>();
  let cut: { direction: Direction; left: number } | undefined;
  let wasCut = false;

  const line = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const pair = [near, far];
    for (const socket of pair) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        for (const other of pair) other.destroy();
      });
    }
    const carry = (from: Socket, to: Socket, direction: Direction) =>
      from.on('data', (chunk) => {
        if (cut?.direction !== direction) return void to.write(chunk);
        const passing = chunk.subarray(0, cut.left);
        cut.left -= passing.length;
        if (passing.length > 0) to.write(passing);
        if (passing.length === chunk.length) return;
        wasCut = true;
        // What passed arrives; the end of the connection comes behind it.
        to.end();
        from.destroy();
      });
    carry(near, far, 'up');
    carry(far, near, 'down');
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    cutAfter(direction, bytes) {
      cut = { direction, left: bytes };
      wasCut = false;
    },
    mend() {
      cut = undefined;
      return wasCut;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => line.close(resolve));
    },
  };
}
