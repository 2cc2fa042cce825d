import { expect, test, vi } from 'vitest';
import type { ServerProcess } from '../support/server.ts';
import { lineTo, serverBehind, withPairs } from '../support/standby.ts';
import { aBlob, aClaimedTablet, anEnvelope, aTablet, bytes, done, whole, type Tablet } from './tablet.ts';

const aPair = withPairs();

const at = (server: ServerProcess, tablet: Tablet) => aTablet(server.url, tablet);
const hexOf = (some: Uint8Array) => Buffer.from(some).toString('hex');

test('[S1] [S2] [S9] an old primary that goes on alone, and that comes back alone, acknowledges nothing; all of it is stored once when it is sent to the new one', async () => {
  const pair = await aPair();
  const url = await pair.primary.newDatabase();
  const [line, moved] = await Promise.all([lineTo(pair.primary), lineTo(pair.primary)]);
  const [old, here] = await Promise.all([serverBehind(line, url), serverBehind(moved, url)]);
  const maria = await aClaimedTablet(old.url);
  const elm = await aClaimedTablet(old.url);
  const newcomer = aTablet(old.url);
  const [envelope, other, blob, piece] = [anEnvelope(), anEnvelope(), aBlob(), bytes(5_000)];
  done(await maria.push([anEnvelope()]));
  // So that it has several connections.
  await Promise.all(Array.from({ length: 20 }, () => at(here, maria).pull(0)));
  const send = () => [maria.push([envelope]), elm.putChunk(blob, 0, piece), newcomer.claim()];
  const untilTheyWait = () =>
    expect.poll(async () => (await pair.waiting()).length).toBeGreaterThanOrEqual(3);
  const kinds = async (answers: ReturnType<typeof send>) =>
    (await Promise.all(answers)).map(({ kind }) => kind);
  const NOT_TAKEN = ['later', 'later', 'later'];

  // It is cut off from its standby, and does not know that there is a new primary.
  pair.following.hold('up');
  pair.following.hold('down');
  const cutOff = send();
  await untilTheyWait();
  await pair.promote();
  // Nor does the other server: nobody answers any more on the connections that it has.
  moved.leadTo(pair.standby.port, { isSilent: true });
  const unheard = at(here, maria).push([other]);
  // Somebody who sees its commits hang ends their waiting: they are done there, and nowhere else.
  for (const pid of await pair.waiting()) await pair.primary.run('SELECT pg_cancel_backend($1)', [pid]);
  expect(await kinds(cutOff)).toEqual(NOT_TAKEN);

  // It is started again, with what it has on its disk.
  await pair.primary.crash();
  await pair.primary.startAgain();
  await vi.waitFor(async () => expect((await fetch(`${old.url}/readyz`)).status).toBe(200));
  const alone = send();
  await untilTheyWait();
  expect(await kinds(alone)).toEqual(NOT_TAKEN);

  // Of the connections that nobody answers on, one was waited for, and not the others in turn.
  expect((await unheard).kind).toBe('later');
  expect(done(await at(here, maria).push([other])).results).toEqual([2]);

  // Its address leads to the new one.
  line.leadTo(pair.standby.port);
  await vi.waitFor(async () => expect(done(await maria.push([envelope])).results).toEqual([3]));
  expect(await kinds(send())).toEqual(['done', 'done', 'done']);
  const page = done(await at(here, maria).pull(0));
  expect(whole(page.envelopes).map(hexOf).indexOf(hexOf(envelope))).toBe(2);
  expect(page.head.seq).toBe(3);
  expect(done(await at(here, elm).getChunk(blob, 0)).bytes).toEqual(piece);
});
