// Many tablets that push one note after another, each over its own connection. Written on bare sockets, so that the
// load costs the machine as little as can be: it shares it with the server. A sender may have a server of its own.
import { randomFillSync } from 'node:crypto';
import { connect } from 'node:net';

process.on('message', (plan) => {
  push(plan).then(
    (answer) => process.send(answer),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));

async function push({ port, senders, warmUpMs, measuredMs }) {
  let isOver = false;
  let isCounting = false;
  let counted = 0;
  let total = 0;
  let problem;
  const ends = senders.map(
    (sender) =>
      new Promise((end) => {
        const { head, body, idAt } = messageOf(sender);
        const socket = connect({ port: sender.port ?? port, host: '127.0.0.1', noDelay: true });
        let received = '';
        const send = () => {
          randomFillSync(body, idAt, 16);
          socket.write(Buffer.concat([head, body]));
        };
        socket.on('connect', send);
        socket.on('data', (chunk) => {
          received += chunk.toString('latin1');
          if (!isWhole(received)) return;
          if (!received.startsWith('HTTP/1.1 200 ')) problem ??= received.slice(0, 200);
          received = '';
          total++;
          if (isCounting) counted++;
          if (isOver || problem) socket.end();
          else send();
        });
        socket.on('error', (error) => (problem ??= String(error)));
        socket.on('close', end);
      }),
  );
  await pause(warmUpMs);
  isCounting = true;
  const start = performance.now();
  await pause(measuredMs);
  isCounting = false;
  const perSecond = (counted * 1000) / (performance.now() - start);
  isOver = true;
  await Promise.all(ends);
  if (problem) throw new Error(problem);
  return { perSecond, total };
}

function messageOf({ path, token, body, idAt }) {
  const bytes = Buffer.from(body, 'base64');
  const head = [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    `authorization: Bearer ${token}`,
    'content-type: application/cbor',
    `content-length: ${bytes.length}`,
    '',
    '',
  ].join('\r\n');
  return { head: Buffer.from(head), body: bytes, idAt };
}

/** The server always says how long its answer is. */
function isWhole(received) {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = /content-length: (\d+)/i.exec(received.slice(0, headEnd))?.[1];
  return received.length >= headEnd + 4 + Number(length ?? 0);
}

function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}
