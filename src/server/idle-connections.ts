import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * A server that stops waits for its connections. Node ends those that are idle at that moment; those in the middle of an
 * answer would then be kept open, and those on which nothing was ever asked count as busy: browsers hold some in reserve.
 */
export function endIdleWhenClosing(app: FastifyInstance) {
  const { server } = app;
  const open = new Set<Socket>();
  const remember = (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  server.on('connection', remember);
  // With TLS, what was read of the connection itself is the handshake.
  server.on('secureConnection', remember);

  app.addHook('preClose', async () => {
    const sweep = setInterval(() => {
      server.closeIdleConnections();
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    }, 50);
    server.once('close', () => clearInterval(sweep));
  });
}
