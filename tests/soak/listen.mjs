// Many tablets that listen for what is new, each over its own connection. Written on bare sockets, so that listening
// costs the machine as little as can be: it shares it with the server.
import { connect } from 'node:net';

/** Who heard what, and when: [place in the list, number, milliseconds of the clock that all processes share]. */
let heard = [];
let onHeard = () => {};

process.on('message', (plan) => {
  const answering = plan.do === 'listen' ? listen(plan) : hear(plan);
  answering.then(
    (answer) => process.send(answer),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));

/** Answers when each of them has been told where its team's log stands. */
async function listen({ port, listeners }) {
  // Not all in one moment: that would measure how a machine takes a thousand connections.
  for (let from = 0; from < listeners.length; from += 50) {
    const some = listeners.slice(from, from + 50);
    await Promise.all(some.map((listener, index) => open(port, listener, from + index)));
  }
  return { listening: listeners.length };
}

function open(port, { path, token }, place) {
  return new Promise((opened, fail) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let received = '';
    let isOpen = false;
    socket.on('connect', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\n\r\n`),
    );
    socket.on('data', (chunk) => {
      const at = Number(process.hrtime.bigint()) / 1e6;
      received += chunk.toString('latin1');
      const lines = received.split('\n');
      received = lines.pop();
      if (!isOpen && lines[0]?.startsWith('HTTP/') && !lines[0].startsWith('HTTP/1.1 200 '))
        return fail(new Error(lines[0]));
      for (const line of lines) {
        if (!line.startsWith('data: ')) continue;
        if (!isOpen) opened();
        else heard.push([place, JSON.parse(line.slice(6)).seq, at]);
        isOpen = true;
      }
      onHeard();
    });
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('A listener was cut off.')));
  });
}

/** What was heard since the last time, once it is so much; or what there is when it takes too long. */
async function hear({ count, withinMs }) {
  await new Promise((enough) => {
    const late = setTimeout(enough, withinMs);
    onHeard = () => {
      if (heard.length < count) return;
      clearTimeout(late);
      enough();
    };
    onHeard();
  });
  onHeard = () => {};
  const answer = { heard };
  heard = [];
  return answer;
}
