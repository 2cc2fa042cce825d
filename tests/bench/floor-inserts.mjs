// How many rows this PostgreSQL takes a second when many connections insert one after another, each durable by itself.
import { randomBytes } from 'node:crypto';
import pg from 'pg';

process.on('message', (plan) => {
  insertAll(plan).then(
    (perSecond) => process.send({ perSecond }),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));

async function insertAll({ url, connections, rowBytes, warmUpMs, measuredMs }) {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  await clients[0].query(
    'CREATE TABLE note (seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, bytes BYTEA NOT NULL)',
  );
  const insert = {
    name: 'insert',
    text: 'INSERT INTO note (bytes) VALUES ($1)',
    values: [randomBytes(rowBytes)],
  };
  let isOver = false;
  let count = 0;
  const ends = clients.map(async (client) => {
    while (!isOver) {
      await client.query(insert);
      count++;
    }
    await client.end();
  });
  await pause(warmUpMs);
  const [before, start] = [count, performance.now()];
  await pause(measuredMs);
  const perSecond = ((count - before) * 1000) / (performance.now() - start);
  isOver = true;
  await Promise.all(ends);
  return perSecond;
}

function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}
