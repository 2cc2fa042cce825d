import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import { Keyring, newPerson } from '../../src/access/keyring.ts';
import { isPin, makePinCheck, problemOfPin } from '../../src/access/pin.ts';
import { freeTriesLeft, passWait, tryPin, waitAfter } from '../../src/access/pin-tries.ts';
import { seededRandom } from '../support/tablet.ts';

const MARIA = { team: 'team', member: 'maria', name: 'Maria Evans' };
const key: [string, string] = ['team', 'maria'];
const random = seededRandom(11).bytes;
/** What a PIN costs is not the question here. */
const FEW = 10;
let keyring: Keyring;

beforeEach(async () => {
  Object.assign(Dexie.dependencies, { indexedDB: new IDBFactory(), IDBKeyRange });
  keyring = new Keyring();
  await keyring.persons.put({ ...newPerson(MARIA), pin: await makePinCheck('4711', random, FEW) });
});

const attempt = (pin: string) => tryPin(keyring, 'team', 'maria', pin);
const kept = async () => await keyring.persons.get(key);
async function failTimes(count: number): Promise<void> {
  for (let time = 0; time < count; time++) await attempt('0815');
}

describe('a PIN', () => {
  test('is known again, and no other is taken for it', async () => {
    const check = await makePinCheck('4711', random, FEW);

    expect(await isPin(check, '4711')).toBe(true);
    for (const other of ['4710', '471', '47110', '04711', '']) expect(await isPin(check, other)).toBe(false);
  });

  test('stands nowhere in what is kept of it, and two people with one PIN do not keep the same', async () => {
    const maria = await makePinCheck('4711', random);
    const sam = await makePinCheck('4711', random);

    expect(maria.iterations).toBeGreaterThanOrEqual(600_000);
    expect(maria.check).not.toEqual(sam.check);
    expect(Object.keys(maria)).toEqual(['salt', 'iterations', 'check']);
  });

  test.each([
    ['471', 'length'],
    ['123456789', 'length'],
    ['47a1', 'length'],
    ['1111', 'easy'],
    ['1234', 'easy'],
    ['987654', 'easy'],
    ['4711', undefined],
    ['12344321', undefined],
  ])('%s is looked at before it is taken', (pin, problem) => {
    expect(problemOfPin(pin)).toBe(problem);
  });
});

describe('wrong PINs', () => {
  test('cost nothing four times, then each longer than the one before, up to five minutes', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 500].map((failed) => waitAfter(failed) / 1000)).toEqual([
      0, 0, 0, 0, 30, 60, 120, 300, 300, 300,
    ]);
    expect([0, 1, 4, 5].map(freeTriesLeft)).toEqual([4, 3, 0, 0]);
  });

  test('while time has to pass not even the right one is looked at', async () => {
    await failTimes(5);

    expect(await attempt('4711')).toBe('wait');
    expect(await kept()).toMatchObject({ failed: 5, waitMs: 30_000 });
  });

  test('a reload, a restart and a clock turned forward pass none of the time', async () => {
    await failTimes(5);
    keyring.close();
    // Nothing that is kept has to do with the time of day, so no clock can be turned that it would follow.
    keyring = new Keyring();

    expect(await attempt('4711')).toBe('wait');
    expect(JSON.stringify(await kept())).not.toMatch(/1\d{12}/);
  });

  test('time that passed on a locked page counts, and the right PIN then wipes the slate', async () => {
    await failTimes(5);
    await passWait(keyring, { ...MARIA, failed: 5 }, 12_000);
    expect((await kept())?.waitMs).toBe(12_000);
    await passWait(keyring, { ...MARIA, failed: 5 }, -3);

    expect(await attempt('4711')).toBe('right');
    expect(await kept()).toMatchObject({ failed: 0, waitMs: 0 });
  });

  test('a page that counts more slowly does not make the wait longer again', async () => {
    await failTimes(5);
    await passWait(keyring, { ...MARIA, failed: 5 }, 10_000);
    await passWait(keyring, { ...MARIA, failed: 5 }, 25_000);

    expect((await kept())?.waitMs).toBe(10_000);
  });

  test('a page that still counts down an earlier wait does not shorten the next one', async () => {
    await failTimes(5);
    await passWait(keyring, { ...MARIA, failed: 5 }, 0);
    await attempt('0815');
    await passWait(keyring, { ...MARIA, failed: 5 }, 0);

    expect(await kept()).toMatchObject({ failed: 6, waitMs: 60_000 });
  });

  test('many at once, from many tabs, are counted one by one', async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, (_, index) => attempt(`99${10 + index}`)));

    expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'wait')).toHaveLength(7);
  });

  test('a try is counted before it is looked at: whoever reloads in the middle has had it', async () => {
    await keyring.persons.update(key, { pin: await makePinCheck('4711', random) });

    const trying = attempt('4711');

    await expect.poll(async () => (await kept())?.failed, { interval: 1 }).toBe(1);
    expect(await trying).toBe('right');
    expect((await kept())?.failed).toBe(0);
  });
});

describe('a tablet of an earlier version', () => {
  test('keeps the one person it had in each team, without a PIN', async () => {
    const before = new Dexie('threefold-keyring-before');
    before.version(1).stores({ teams: 'team', joining: 'id', tabletKey: 'id' });
    await before.table('teams').put({ team: 'team', name: 'P5 Maths triad', me: 'maria', device: 'dmaria' });
    before.close();

    const after = new Keyring('threefold-keyring-before');

    expect(await after.persons.toArray()).toMatchObject([{ team: 'team', member: 'maria', failed: 0 }]);
    expect((await after.persons.toArray())[0]?.pin).toBeUndefined();
  });
});
