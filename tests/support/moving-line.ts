import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** An address behind which another database may take the place of the first, as behind a balancer. */
export interface MovingLine {
  readonly port: number;
  /** From now on it leads there. Who still speaks with the one before is cut off, or is left with nobody who answers. */
  leadTo(port: number, options?: { readonly isSilent: boolean }): void;
  /** Nothing more passes in this direction, and nobody is told: `up` is what is said to the one behind the address. */
  hold(direction: 'up' | 'down'): void;
  close(): Promise<void>;
}

export async function movingLine(to: number): Promise<MovingLine> {
  const open = new Set<Socket>();
  const held = new Set<'up' | 'down'>();
  let target = to;
  let silentBefore = 0;
  let connections = 0;

  const server = createServer((near) => {
    const mine = connections++;
    const far = connect({ host: '127.0.0.1', port: target, noDelay: true });
    const isSilent = () => mine < silentBefore;
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        if (socket === near || !isSilent()) near.destroy();
        far.destroy();
      });
    }
    near.on('data', (chunk) => void (held.has('up') || isSilent() || far.write(chunk)));
    far.on('data', (chunk) => void (held.has('down') || isSilent() || near.write(chunk)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    leadTo(port, { isSilent } = { isSilent: false }) {
      target = port;
      if (isSilent) silentBefore = connections;
      else cut();
    },
    hold: (direction) => void held.add(direction),
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
