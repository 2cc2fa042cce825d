import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { commit, type Write } from '../../src/notebook/commit.ts';
import { eraseForEveryone } from '../../src/notebook/erase.ts';
import { lessonNotes } from '../../src/notebook/read-lesson.ts';
import { SimulatedTablet, TEAM } from '../simulation/tablet.ts';
import { addressOf, networkTo } from '../support/lossy-network.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';

let server: RunningApp;
let requests: string[] = [];
let time = Date.UTC(2026, 10, 10, 10);
const random = seededRandom(79);

beforeEach(async () => {
  server = await startApp({ now: () => time });
  requests = [];
});
afterEach(async () => await server.stop());

async function newTablet(): Promise<SimulatedTablet> {
  const network = networkTo(
    () => server.app,
    () => 'none',
  );
  const fetch: typeof globalThis.fetch = (input, init) => {
    requests.push(`${init?.method} ${addressOf(input).replace(TEAM, ':team').replace(/\?.*/, '')}`);
    return network(input, init);
  };
  const keys = await deriveTeamKeys(new Uint8Array(32).fill(4), TEAM);
  const tablet = new SimulatedTablet({ keys, random, time: () => time, fetch });
  await tablet.settleIn();
  return tablet;
}

async function goRound(...tablets: readonly SimulatedTablet[]): Promise<void> {
  for (const tablet of tablets) {
    await tablet.seal();
    await tablet.sync();
    await tablet.open();
    await tablet.seal();
    await tablet.erase();
    await tablet.sync();
  }
}

const note = (row: string, text: string, pupil = 'A'): Write => ({
  table: 'notes',
  row,
  fields: { text, pupil, atMs: 1 },
});
const erasing = () => requests.filter((request) => request.endsWith('/erasures')).length;

/** The words that lie sealed at the server. */
async function atServer(tablet: SimulatedTablet): Promise<string> {
  const page = await server.store.changeLog.readAfter(TEAM, 0, Infinity);
  const whole = page?.envelopes.filter((one) => one instanceof Uint8Array) ?? [];
  return JSON.stringify(await Promise.all(whole.map((bytes) => tablet.read(bytes))));
}
const sealedOn = async (tablet: SimulatedTablet) => JSON.stringify(await tablet.sealedChanges());

describe('[K9] envelopes that hold something deleted', () => {
  test('give way at the server and on every tablet to new ones with what else was in them', async () => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    await commit(maria.notebook, [note('oak.1.n1', 'Deri folds'), note('elm.1.n2', 'Elin counts')]);
    await goRound(maria, sam);

    await eraseForEveryone(sam.notebook, { scope: 'oak', erasedBy: 'sam' });
    await goRound(sam, maria, sam);

    for (const words of [await atServer(maria), await sealedOn(maria), await sealedOn(sam)]) {
      expect(words).not.toContain('Deri');
      expect(words).toContain('Elin counts');
    }
    expect((await lessonNotes(maria.notebook, 'elm.1')).map(({ text }) => text)).toEqual(['Elin counts']);
    expect(await maria.mailbox.mail.toArray()).toHaveLength((await sam.mailbox.mail.toArray()).length);
  });

  test('one that gave way may give way again before the server has heard of either: both deletions reach it', async () => {
    const maria = await newTablet();
    const notes = [
      note('oak.1.n1', 'Deri folds'),
      note('elm.1.n2', 'Elin counts'),
      note('fir.1.n3', 'Mabli draws'),
    ];
    await commit(maria.notebook, notes);
    await goRound(maria);

    for (const scope of ['oak', 'elm']) {
      await eraseForEveryone(maria.notebook, { scope, erasedBy: 'maria' });
      await maria.seal();
      await maria.erase();
    }
    await goRound(maria);

    const words = await atServer(maria);
    for (const gone of ['Deri', 'Elin']) expect(words).not.toContain(gone);
    expect(words).toContain('Mabli draws');
  });

  test('a third tablet joins a log with tombstones and reads what is left', async () => {
    const [maria, late] = [await newTablet(), await newTablet()];
    await commit(maria.notebook, [note('oak.1.n1', 'Deri folds'), note('elm.1.n2', 'Elin counts')]);
    await goRound(maria);
    await eraseForEveryone(maria.notebook, { scope: 'oak', erasedBy: 'maria' });
    await goRound(maria);

    expect(await late.sync()).toEqual({ kind: 'synced' });
    await late.open();

    expect(await sealedOn(late)).not.toContain('Deri');
    expect((await lessonNotes(late.notebook, 'elm.1')).map(({ text }) => text)).toEqual(['Elin counts']);
  });

  test('a tablet that was away writes into the deleted study, and brings nothing of it back', async () => {
    const [maria, away] = [await newTablet(), await newTablet()];
    await commit(maria.notebook, [note('oak.1.n1', 'Deri folds')]);
    await goRound(maria, away);
    await commit(away.notebook, [note('oak.1.n3', 'Deri late'), note('elm.1.n4', 'Elin late')]);
    await away.seal();
    await eraseForEveryone(maria.notebook, { scope: 'oak', erasedBy: 'maria' });
    await goRound(maria);

    await goRound(away, maria);

    for (const tablet of [maria, away]) {
      expect(await lessonNotes(tablet.notebook, 'oak.1')).toEqual([]);
      expect(await sealedOn(tablet)).not.toContain('Deri');
      expect((await lessonNotes(tablet.notebook, 'elm.1')).map(({ text }) => text)).toEqual(['Elin late']);
    }
    expect(await atServer(maria)).not.toContain('Deri');
  });

  test('other tablets leave the rewriting to the one that deleted, and do it when it never comes', async () => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    await commit(maria.notebook, [note('oak.1.n1', 'Deri folds'), note('elm.1.n2', 'Elin counts')]);
    const kim = await newTablet();
    await goRound(maria, sam, kim);
    await eraseForEveryone(sam.notebook, { scope: 'oak', erasedBy: 'sam' });
    await sam.seal();
    // Sam's tablet goes under a tram right after the first sync.
    await sam.sync();

    await kim.sync();
    await kim.open();
    await kim.erase();
    await kim.sync();
    expect(erasing()).toBe(0);
    time += 11 * 60_000;
    await goRound(kim);

    expect(erasing()).toBe(1);
    expect(await atServer(maria)).not.toContain('Deri');
    expect(await atServer(maria)).toContain('Elin counts');
  });

  test('[M5] a tablet whose clock was years ahead when it heard of the deletion waits no longer than the others', async () => {
    const [maria, sam, kim] = [await newTablet(), await newTablet(), await newTablet()];
    await commit(maria.notebook, [note('oak.1.n1', 'Deri folds'), note('elm.1.n2', 'Elin counts')]);
    await goRound(maria, sam, kim);
    await eraseForEveryone(sam.notebook, { scope: 'oak', erasedBy: 'sam' });
    await sam.seal();
    await sam.sync();
    kim.clockErrorMs = 73 * 365 * 24 * 60 * 60_000;
    await kim.sync();
    await kim.open();
    await kim.erase();
    kim.clockErrorMs = 0;

    time += 11 * 60_000;
    await goRound(kim);

    expect(await atServer(maria)).not.toContain('Deri');
    expect(await sealedOn(kim)).not.toContain('Deri');
  });

  test('[S7] a server restored from a backup of before is asked again, and a wiped one gets none of it', async () => {
    const maria = await newTablet();
    await commit(maria.notebook, [note('oak.1.n1', 'Deri folds'), note('elm.1.n2', 'Elin counts')]);
    await goRound(maria);
    const old = await server.store.changeLog.readAfter(TEAM, 0, Infinity);
    await eraseForEveryone(maria.notebook, { scope: 'oak', erasedBy: 'maria' });
    await goRound(maria);

    await server.stop();
    server = await startApp({ now: () => time });
    await goRound(maria);
    expect(await atServer(maria)).not.toContain('Deri');
    expect(await atServer(maria)).toContain('Elin counts');
    const envelopes = (old?.envelopes ?? []).flatMap((bytes) =>
      bytes instanceof Uint8Array ? [{ id: bytes.slice(4, 20), bytes }] : [],
    );
    await server.store.changeLog.append(TEAM, envelopes);
    expect(await atServer(maria)).toContain('Deri');
    await goRound(maria);

    expect(await sealedOn(maria)).not.toContain('Deri');
    expect(await atServer(maria)).not.toContain('Deri');
  });

  test('a server that says of a note that it was erased talks no tablet out of it', async () => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    await commit(maria.notebook, [note('elm.1.n2', 'Elin counts')]);
    await goRound(maria, sam);
    const [mail] = await maria.mailbox.mail.toArray();
    await server.store.changeLog.erase(TEAM, [Buffer.from(mail!.id, 'base64url')]);

    await goRound(sam, maria);

    expect(await sealedOn(sam)).toContain('Elin counts');
    expect(await sealedOn(maria)).toContain('Elin counts');
    expect((await lessonNotes(sam.notebook, 'elm.1')).map(({ text }) => text)).toEqual(['Elin counts']);
  });
});
