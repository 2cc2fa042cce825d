import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fromBase64Url } from '../../src/protocol/bytes.ts';
import { parseEnvelope } from '../../src/protocol/envelope.ts';
import { parsePresenceLine } from '../../src/protocol/poke.ts';
import { sha256 } from '../../src/server/sha256.ts';
import { withPostgres } from '../support/postgres.ts';
import { startServerProcess, temporaryDir, type ServerProcess } from '../support/server.ts';
import { spellingsOf } from './stolen.ts';
import {
  aBlob,
  aClaimedTablet,
  anEnvelope,
  aTablet,
  aTeam,
  bearer,
  bytes,
  done,
  post,
  whole,
  type Tablet,
} from './tablet.ts';

const postgres = withPostgres();
const dataDir = temporaryDir();
let url: string;
let servers: ServerProcess[];
beforeAll(async () => {
  url = await postgres().newDatabase();
  servers = await Promise.all([start(), start(), start()]);
});
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const start = () => startServerProcess({ dataDir, env: { DATABASE_URL: url, LOG_LEVEL: 'trace' } });
const at = (server: ServerProcess, tablet: Tablet) => aTablet(server.url, tablet);
const hexOf = (envelope: Uint8Array) => Buffer.from(envelope).toString('hex');

test('[S1] [S3] one of three processes killed under load: all it acknowledged is there, and the others go on', async () => {
  const [first, second, third] = servers as [ServerProcess, ServerProcess, ServerProcess];
  const oak = await aClaimedTablet(first.url);
  const elm = await aClaimedTablet(second.url);
  const acked = new Map([oak, elm].map((tablet) => [tablet.team, new Map<number, string>()]));
  const count = () => [...acked.values()].reduce((sum, { size }) => sum + size, 0);
  let isOver = false;

  const write = async (server: ServerProcess, tablet: Tablet) => {
    while (!isOver) {
      const envelopes = [anEnvelope(), anEnvelope({ size: 3_000 })];
      const answer = await at(server, tablet).push(envelopes);
      if (answer.kind === 'offline') return;
      for (const [index, seq] of done(answer).results.entries()) {
        expect(acked.get(tablet.team)!.has(Number(seq))).toBe(false);
        acked.get(tablet.team)!.set(Number(seq), hexOf(envelopes[index]!));
      }
    }
  };
  const writing = [first, second, third, first].flatMap((server) => [write(server, oak), write(server, elm)]);
  await vi.waitUntil(() => count() > 150, { timeout: 30_000 });
  await first.kill();
  const then = count();
  await vi.waitUntil(() => count() > then + 100, { timeout: 30_000 });
  isOver = true;
  await Promise.all(writing);
  servers[0] = await start();

  for (const tablet of [oak, elm]) {
    const { envelopes, head } = done(await at(servers[0], tablet).pull(0));
    const held = whole(envelopes).map(hexOf);
    const missing = [...acked.get(tablet.team)!].filter(([seq, envelope]) => held[seq - 1] !== envelope);
    expect(missing).toEqual([]);
    expect(head.seq).toBe(held.length);
    expect(new Set(held).size).toBe(held.length);
  }
});

test('[S10] a note, and who is here, reach tablets at another process; nothing said is kept in the database', async () => {
  const maria = await aClaimedTablet(servers[0]!.url);
  const sam = await aClaimedTablet(servers[1]!.url, { team: maria.team, proof: maria.proof });
  const hangUp = new AbortController();
  const heard: { event: string; data: string }[] = [];
  const following = follow(await sam.events(hangUp.signal), heard);
  await vi.waitUntil(() => heard.some(isPokeUpTo(0)));
  const said = bytes(2_000);

  done(await maria.push([anEnvelope()]));
  await vi.waitUntil(() => heard.some(isPokeUpTo(1)));
  const path = `/api/teams/${maria.team}/presence`;
  const answer = await post(servers[0]!.url, path, { bytes: said }, bearer(maria.token));
  await vi.waitUntil(() => heard.some(({ event }) => event === 'presence'));

  expect(answer.status).toBe(200);
  const line = parsePresenceLine(heard.find(({ event }) => event === 'presence')!.data);
  expect(line.ok && line.value).toEqual(said);
  hangUp.abort();
  await following;
  const counts = await postgres().run(
    'SELECT count(*)::int AS n FROM envelope WHERE team = $1',
    [maria.team],
    url,
  );
  expect(counts).toEqual([{ n: 1 }]);
});

test('[S9] while the database restarts, tablets are told to come back, and then all is taken', async () => {
  const maria = await aClaimedTablet(servers[0]!.url);
  const envelope = anEnvelope();
  await postgres().stop();

  const path = `/api/teams/${maria.team}/envelopes`;
  const refused = await post(servers[0]!.url, path, { envelopes: [envelope] }, bearer(maria.token));
  const ready = await fetch(`${servers[0]!.url}/readyz`);
  await postgres().startAgain();

  expect([refused.status, refused.headers.get('retry-after'), ready.status]).toEqual([503, '5', 503]);
  await vi.waitUntil(async () => (await fetch(`${servers[0]!.url}/readyz`)).status === 200);
  expect(done(await maria.push([envelope])).results).toEqual([1]);
});

test('[K8] an epoch that no column holds is refused as malformed, and is no fault of the server', async () => {
  const [server] = servers as [ServerProcess];
  const maria = await aClaimedTablet(server.url);
  const claim = { team: aTeam(), device: maria.device, token: bytes(32), proof: bytes(32) };
  const removal = { proofHash: bytes(32), devices: [] };

  const answers = [2 ** 31, Number.MAX_SAFE_INTEGER].flatMap((epoch) => [
    post(server.url, '/api/teams', { ...claim, epoch }),
    post(server.url, `/api/teams/${maria.team}/removals`, { ...removal, epoch }, bearer(maria.token)),
  ]);

  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([400, 400, 400, 400]);
});

test('[K9] what was erased is read by nobody from then on, and leaves the files when the operator does what is written', async () => {
  const maria = await aClaimedTablet(servers[0]!.url);
  const [erased, kept] = [anEnvelope({ size: 3_000 }), anEnvelope({ size: 3_000 })];
  const [blob, piece] = [aBlob(), bytes(50_000)];
  done(await maria.push([erased, kept]));
  done(await maria.putChunk(blob, 0, piece));
  const header = parseEnvelope(erased);
  const id = header.ok ? header.value.header.id : bytes(16);

  done(await at(servers[1]!, maria).erase([id], [fromBase64Url(blob)]));

  expect(done(await at(servers[2]!, maria).pull(0)).envelopes).toEqual([{ id, hash: sha256(erased) }, kept]);
  expect(await maria.getChunk(blob, 0)).toEqual({ kind: 'unacceptable', error: 'notFound' });
  // What deploy/grow.md says to do when it must be out of the files now.
  for (const command of ['VACUUM FULL envelope', 'VACUUM FULL blob_chunk'])
    await postgres().run(command, [], url);
  for (let time = 0; time < 3; time++) {
    await postgres().run('SELECT pg_switch_wal()');
    await postgres().run('CHECKPOINT');
  }
  const files = filesIn(postgres().dir);
  const samplesLeft = [erased.slice(100), piece, kept.slice(100)].map(
    (sealed) => samplesOf(sealed).filter((one) => files.includes(one)).length,
  );
  expect(samplesLeft).toEqual([0, 0, samplesOf(kept.slice(100)).length]);
});

test('[K1] [K5] neither the database’s files, its log of writes included, nor the servers’ output hold a token, a proof or the password', async () => {
  const maria = await aClaimedTablet(servers[0]!.url);
  const [id, proof] = [bytes(16), bytes(32)];
  done(await maria.invite({ id, proofHash: sha256(proof), box: bytes(100) }));
  const sion = aTablet(servers[1]!.url);
  done(await sion.accept(id, proof));
  done(await maria.push([anEnvelope()]));
  await aTablet(servers[1]!.url, { team: maria.team }).push([anEnvelope()]);

  await postgres().crash();
  const loot = filesIn(postgres().dir);
  await postgres().startAgain();
  const output = Buffer.from(servers.map((server) => server.output()).join('\n'));

  expect(loot.includes(Buffer.from(sha256(maria.token)))).toBe(true);
  for (const secret of [maria.token, maria.proof, sion.token, proof]) {
    for (const spelling of spellingsOf(secret)) {
      expect(loot.includes(spelling)).toBe(false);
      expect(output.includes(spelling)).toBe(false);
    }
  }
  for (const word of ['planted-password', maria.team, maria.device, sion.device])
    expect(output.includes(word)).toBe(false);
  await vi.waitUntil(async () => (await fetch(`${servers[0]!.url}/readyz`)).status === 200);
  const thief = aTablet(servers[0]!.url, { team: maria.team, token: sha256(maria.token) });
  expect(await thief.pull(0)).toEqual({ kind: 'refused' });
});

test('[K5] a server whose database does not let it in, or is not there, says so without the password', async () => {
  const wrong = new URL(url);
  wrong.password = 'planted-guess';
  const nowhere = new URL(url);
  nowhere.port = '1';
  const words = await Promise.all(
    [wrong, nowhere].map(({ href }) =>
      startServerProcess({ dataDir, env: { DATABASE_URL: href } }).then(String, String),
    ),
  );

  expect(words[0]).toMatch(/DATABASE_URL cannot be used: .*password authentication failed/);
  expect(words[1]).toMatch(/DATABASE_URL cannot be used: .*ECONNREFUSED/);
  for (const said of words) expect(said).not.toMatch(/planted-/);
});

function isPokeUpTo(seq: number) {
  return ({ event, data }: { event: string; data: string }) =>
    event === '' && (JSON.parse(data) as { seq: number }).seq === seq;
}

function filesIn(folder: string): Buffer {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  return Buffer.concat(paths.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path)));
}

/** Twelve bytes of every fifteen hundred. */
function samplesOf(sealed: Uint8Array): Buffer[] {
  return Array.from({ length: Math.floor((sealed.length - 12) / 1_500) }, (_, at) =>
    Buffer.from(sealed.slice(at * 1_500, at * 1_500 + 12)),
  );
}

async function follow(response: Response, heard: { event: string; data: string }[]) {
  let event = '';
  let rest = '';
  try {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('event: ')) event = line.slice('event: '.length);
        if (line.startsWith('data: ')) heard.push({ event, data: line.slice('data: '.length) });
        if (line === '') event = '';
      }
    }
  } catch {
    // Hung up by the test.
  }
}
