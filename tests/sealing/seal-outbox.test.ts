import { afterEach, beforeEach, expect, test } from 'vitest';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { takeDeviceSeq } from '../../src/mailbox/outgoing.ts';
import { takeUnsent } from '../../src/mailbox/posted.ts';
import { commit } from '../../src/notebook/commit.ts';
import { all } from '../../src/notebook/read.ts';
import { parseEnvelope } from '../../src/protocol/envelope.ts';
import { openMail } from '../../src/sealing/open-mail.ts';
import { sealOutbox } from '../../src/sealing/seal-outbox.ts';
import { SimulatedTablet, TEAM } from '../simulation/tablet.ts';
import { seededRandom } from '../support/tablet.ts';

const random = seededRandom(83);
const fetch = async () => await Promise.reject(new TypeError('Failed to fetch'));
const open: SimulatedTablet[] = [];
let maria: SimulatedTablet;

beforeEach(async () => {
  maria = await newTablet();
});
afterEach(() => {
  for (const tablet of open.splice(0)) tablet.close();
});

async function newTablet(): Promise<SimulatedTablet> {
  const keys = await deriveTeamKeys(new Uint8Array(32).fill(4), TEAM);
  const tablet = new SimulatedTablet({ keys, random, time: () => 1_700_000_000_000, fetch });
  await tablet.settleIn();
  open.push(tablet);
  return tablet;
}

async function write(text: string): Promise<void> {
  await commit(maria.notebook, [{ table: 'notes', row: `s.1.${text}`, fields: { text, atMs: 1 } }]);
}

/** Something happens to the mailbox once, in the middle of sealing. */
async function sealWhile(meanwhile: () => unknown): Promise<void> {
  let isOver = false;
  const bytes = (count: number) => {
    if (!isOver) meanwhile();
    isOver = true;
    return random.bytes(count);
  };
  await sealOutbox({ ...maria.sealing, random: bytes });
}

const mails = async () => await maria.mailbox.mail.toArray();
const numbers = async () =>
  (await mails()).flatMap(({ bytes }) => {
    const envelope = parseEnvelope(bytes);
    return envelope.ok ? [envelope.value.header.deviceSeq] : [];
  });
const sealedTexts = async () => (await maria.sealedChanges()).map(({ fields }) => fields['text']).toSorted();

test('[N1] what the mailbox did not take stays in the outbox', async () => {
  await write('one');

  await expect(sealWhile(() => maria.mailbox.close())).rejects.toThrow();
  await maria.mailbox.open();

  expect(await maria.notebook.outbox.count()).toBe(1);
  await maria.seal();
  expect(await sealedTexts()).toEqual(['one']);
});

test('[S6] two pages never give out one number twice, and lose nothing by it', async () => {
  await write('one');

  await sealWhile(() => void takeDeviceSeq(maria.mailbox, TEAM));

  expect(await numbers()).toEqual([2]);
  expect(await sealedTexts()).toEqual(['one']);
  expect(await maria.notebook.outbox.count()).toBe(0);
});

test('[S6] an envelope that the worker takes meanwhile stays as it is, and what is new goes into another', async () => {
  await write('one');
  await maria.seal();
  const [waiting] = await mails();
  await write('two');

  await sealWhile(() => void takeUnsent(maria.mailbox, TEAM, Infinity));

  expect((await mails()).find(({ id }) => id === waiting!.id)).toEqual({ ...waiting, sending: 'tried' });
  expect(await sealedTexts()).toEqual(['one', 'two']);
});

test('[S6] of an envelope and the fuller one that replaced it, the worker takes the fuller one alone', async () => {
  await write('one');
  await maria.seal();
  const [before] = await mails();
  await write('two');
  await maria.seal();

  const taken = await takeUnsent(maria.mailbox, TEAM, Infinity);

  expect(taken.mails.map(({ id }) => id)).not.toContain(before!.id);
  expect(taken).toMatchObject({ mails: [{ sending: 'waiting' }], isAll: true });
  expect(await mails()).toMatchObject([{ id: taken.mails[0]!.id, sending: 'tried' }]);
  expect(await sealedTexts()).toEqual(['one', 'two']);
});

test('[N1] an envelope whose words found no room in the notebook is opened again later', async () => {
  const sam = await newTablet();
  let isFull = true;
  sam.notebook.use({
    stack: 'dbcore',
    name: 'full',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        const mutate: typeof table.mutate = async (request) =>
          isFull ? await Promise.reject(new Error('no room')) : await table.mutate(request);
        return name === 'notes' ? { ...table, mutate } : table;
      },
    }),
  });
  await write('one');
  await maria.seal();
  const arrived = (await mails()).map(
    (mail) => ({ ...mail, sending: 'stored', reading: 'unopened' }) as const,
  );
  await sam.mailbox.mail.bulkPut(arrived);

  await expect(openMail(sam.sealing)).rejects.toThrow('no room');
  isFull = false;
  await openMail(sam.sealing);

  expect((await all(sam.notebook, 'notes')).map(({ text }) => text)).toEqual(['one']);
});
