import { afterEach, beforeEach, expect, test } from 'vitest';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { retrySetAside } from '../../src/mailbox/incoming.ts';
import { commit } from '../../src/notebook/commit.ts';
import { lessonNotes } from '../../src/notebook/read-lesson.ts';
import { toBase64Url, toCbor } from '../../src/protocol/bytes.ts';
import { CBOR, SERVER_HEADER } from '../../src/protocol/requests.ts';
import { SimulatedTablet, TEAM } from '../simulation/tablet.ts';
import { networkTo } from '../support/lossy-network.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';

const time = Date.UTC(2026, 10, 10, 10);
const random = seededRandom(82);
let server: RunningApp;
let answerOf: typeof fetch | undefined;

beforeEach(async () => {
  server = await startApp({ now: () => time });
  answerOf = undefined;
});
afterEach(async () => await server.stop());

async function newTablet(): Promise<SimulatedTablet> {
  const network = networkTo(
    () => server.app,
    () => 'none',
  );
  const keys = await deriveTeamKeys(new Uint8Array(32).fill(4), TEAM);
  const tablet = new SimulatedTablet({
    keys,
    random,
    time: () => time,
    fetch: async (input, init) => await (answerOf ?? network)(input, init),
  });
  await tablet.settleIn();
  return tablet;
}

/** Sealed by a version that says more on the outside and seals in a way that this one does not know. */
async function postFromTheFuture(tablet: SimulatedTablet): Promise<Uint8Array> {
  const id = random.bytes(16);
  const parts = [
    2,
    1,
    id,
    tablet.notebook.device,
    1,
    random.bytes(12),
    random.bytes(80),
    'said by version 2',
  ];
  const bytes = toCbor(parts);
  const mail = { seq: 0, notes: [], sending: 'waiting', reading: 'own' } as const;
  await tablet.mailbox.mail.add({ team: TEAM, id: toBase64Url(id), bytes, ...mail });
  return bytes;
}

const newest = async ({ mailbox }: SimulatedTablet) => (await mailbox.mail.toArray()).at(-1);

test('[M6] an envelope of a newer version is taken by an old server, kept as it came by an old tablet, and passed on', async () => {
  const [sam, maria] = [await newTablet(), await newTablet()];
  const bytes = await postFromTheFuture(sam);
  await sam.sync();
  await maria.sync();
  await maria.open();
  expect(await newest(maria)).toMatchObject({ bytes, reading: 'setAside', reason: 'newerVersion' });

  // The server loses everything, and this old tablet is the first to find it.
  await server.stop();
  server = await startApp({ now: () => time });
  await maria.sync();
  const nia = await newTablet();
  await nia.sync();

  expect(await newest(nia)).toMatchObject({ bytes, sending: 'stored' });
});

test('[M6] what was set aside as too new is opened by the version that can', async () => {
  const [sam, maria] = [await newTablet(), await newTablet()];
  await commit(sam.notebook, [{ table: 'notes', row: 'oak.1.n1', fields: { text: 'later', atMs: 1 } }]);
  await sam.seal();
  await sam.sync();
  await maria.sync();
  // So the older version left it behind.
  await maria.mailbox.mail
    .toCollection()
    .modify((mail) => void Object.assign(mail, { reading: 'setAside', reason: 'newerVersion' }));

  await retrySetAside(maria.mailbox, TEAM);
  await maria.open();

  expect((await lessonNotes(maria.notebook, 'oak.1')).map(({ text }) => text)).toEqual(['later']);
});

test('[S9] a server that has become newer and refuses for a new reason is told from a sign-in page, and nothing is given up', async () => {
  const maria = await newTablet();
  await commit(maria.notebook, [{ table: 'notes', row: 'oak.1.n1', fields: { text: 'kept', atMs: 1 } }]);
  await maria.seal();
  answerOf = async () =>
    new Response(toCbor({ error: 'tooOld' }), {
      status: 426,
      headers: { [SERVER_HEADER]: 'other', 'content-type': CBOR },
    });

  expect(await maria.sync()).toEqual({ kind: 'blocked', trouble: 'newerServer' });

  answerOf = undefined;
  expect(await maria.sync()).toEqual({ kind: 'synced' });
  expect(await newest(maria)).toMatchObject({ sending: 'stored' });
});

test('[N4] a tablet with no room for what arrives says so, takes nothing in by halves, and fetches it when there is room', async () => {
  const [sam, maria] = [await newTablet(), await newTablet()];
  await commit(sam.notebook, [{ table: 'notes', row: 'oak.1.n1', fields: { text: 'for Maria', atMs: 1 } }]);
  await sam.seal();
  await sam.sync();
  const noRoom = () => {
    throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
  };
  maria.mailbox.mail.hook('creating', noRoom);

  expect(await maria.sync()).toEqual({ kind: 'blocked', trouble: 'tabletFull' });
  expect(await maria.mailbox.postboxes.get(TEAM)).toMatchObject({ seq: 0, trouble: 'tabletFull' });

  maria.mailbox.mail.hook('creating').unsubscribe(noRoom);
  expect(await maria.sync()).toEqual({ kind: 'synced' });
  await maria.open();
  expect((await lessonNotes(maria.notebook, 'oak.1')).map(({ text }) => text)).toEqual(['for Maria']);
  expect((await maria.mailbox.postboxes.get(TEAM))?.trouble).toBeNull();
});
