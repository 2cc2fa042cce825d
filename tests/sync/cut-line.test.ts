import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { commit } from '../../src/notebook/commit.ts';
import { SimulatedTablet, TEAM } from '../simulation/tablet.ts';
import { openCuttingLine, type CuttingLine, type Direction } from '../support/cutting-line.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';

/** `EVERY=1 npm run soak -- cut-line` cuts at every single byte; a prime visits other places in each envelope. */
const EVERY = Number(process.env['EVERY'] ?? 43);
vi.setConfig({ testTimeout: 600_000 });

const random = seededRandom(91);
const time = Date.UTC(2026, 10, 10, 10);
const plenty = { claimsPerAddress: 1e6, pushesPerDevice: 1e6, readsPerDevice: 1e6 };
let server: RunningApp;
let line: CuttingLine;
beforeAll(async () => {
  server = await startApp({ now: () => time, rates: plenty });
  line = await openCuttingLine(server.url);
});
afterAll(async () => {
  await line.close();
  await server.stop();
});

async function newTablet(): Promise<SimulatedTablet> {
  const keys = await deriveTeamKeys(new Uint8Array(32).fill(4), TEAM);
  const fetchHere: typeof fetch = (path, init) => fetch(`${line.url}${path as string}`, init);
  const tablet = new SimulatedTablet({ keys, random, time: () => time, fetch: fetchHere });
  await tablet.settleIn();
  return tablet;
}

let written = 0;
async function writeNote(tablet: SimulatedTablet): Promise<void> {
  const row = `s.1.n${++written}`;
  await commit(tablet.notebook, [{ table: 'notes', row, fields: { text: `note ${written}`, atMs: 1 } }]);
  await tablet.seal();
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

async function logOfServer(): Promise<readonly string[]> {
  const page = await server.store.changeLog.readAfter(TEAM, 0, Infinity);
  return (page?.envelopes ?? []).map((one) => (one instanceof Uint8Array ? hex(one) : 'erased'));
}

/** What a tablet holds of the log, by the numbers it has them under. */
async function logOf(tablet: SimulatedTablet): Promise<readonly string[]> {
  const mails = await tablet.mailbox.mail.where({ team: TEAM }).toArray();
  const log: string[] = [];
  for (const { seq, bytes } of mails) {
    expect(log[(seq ?? 0) - 1]).toBeUndefined();
    log[(seq ?? 0) - 1] = hex(bytes);
  }
  return log;
}

test.each<Direction>(['up', 'down'])(
  '[S4] a connection cut at any byte on the way %s goes on without loss, gap or repeat',
  async (direction) => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    await maria.sync();
    await sam.sync();
    let cuts = 0;

    for (let at = 0; ; at += EVERY) {
      await writeNote(maria);
      line.cutAfter(direction, at);
      await maria.sync();
      const cutPush = line.mend();
      const stored = (await maria.mailbox.mail.toArray()).filter(({ sending }) => sending === 'stored');
      const atServer = new Set(await logOfServer());
      expect(stored.filter(({ bytes }) => !atServer.has(hex(bytes)))).toEqual([]);
      expect(await maria.sync(), `push cut at ${at}`).toEqual({ kind: 'synced' });

      line.cutAfter(direction, at);
      await sam.sync();
      const cutPull = line.mend();
      expect(await sam.sync(), `pull cut at ${at}`).toEqual({ kind: 'synced' });

      cuts += Number(cutPush) + Number(cutPull);
      if (!cutPush && !cutPull) break;
    }

    const log = await logOfServer();
    expect(new Set(log).size).toBe(log.length);
    expect(await logOf(sam)).toEqual(log);
    expect(new Set(await logOf(maria))).toEqual(new Set(log));
    // Head and body of both, either way, are some hundreds of bytes.
    expect(cuts * EVERY).toBeGreaterThan(500);
  },
);
