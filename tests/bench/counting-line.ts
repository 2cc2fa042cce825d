import { createServer, request, type IncomingMessage } from 'node:http';

export interface Exchanged {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Bytes of the bodies. */
  readonly up: number;
  readonly down: number;
}

/** Stands where the server stood, hands every request on, and counts the bytes of the bodies that pass. */
export async function openCountingLine({ port, serverPort }: { port: number; serverPort: number }) {
  const exchanges: Exchanged[] = [];
  const line = createServer((incoming, outgoing) => {
    const { method = 'GET', url = '/', headers } = incoming;
    const up = counted(incoming);
    const onward = request({ host: '127.0.0.1', port: serverPort, method, path: url, headers }, (answer) => {
      const down = counted(answer);
      const status = answer.statusCode ?? 0;
      outgoing.writeHead(status, answer.headers);
      outgoing.flushHeaders();
      answer.pipe(outgoing);
      answer.on('end', () => exchanges.push({ method, path: url, status, up: up(), down: down() }));
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => line.listen(port, '127.0.0.1', done));
  return {
    exchanges: exchanges as readonly Exchanged[],
    async close() {
      const closed = new Promise((done) => line.close(done));
      line.closeAllConnections();
      await closed;
    },
  };
}

function counted(message: IncomingMessage): () => number {
  let bytes = 0;
  message.on('data', (chunk: Buffer) => (bytes += chunk.length));
  return () => bytes;
}
