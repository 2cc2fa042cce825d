import { describe, expect, test } from 'vitest';
import { comparable, contents, createWorld } from './world.ts';

/** Seeds that once failed stay, each with what it was. */
const REGRESSIONS: readonly { seed: number; was: string }[] = [
  {
    seed: 16,
    was: 'acknowledged behind the place read so far, then lost with a restored server: believed stored',
  },
];

/** `SEEDS=1000 npx vitest run tests/simulation` runs more; `SEED=42` runs one; `FIRST_SEED` starts elsewhere. */
const only = process.env['SEED'];
const first = Number(process.env['FIRST_SEED'] ?? 1);
const count = Number(process.env['SEEDS'] ?? 200);
const seeds = only ? [Number(only)] : Array.from({ length: count }, (_, index) => first + index);
const STEPS = 60;

describe('[K9] [M1] [M2] [M3] [M4] [M5] [S2] [S4] [S5] [S7] [S8] [S9] tablets that have all synced hold the right notes', () => {
  test.each(REGRESSIONS)('seed $seed: $was', async ({ seed }) => await holdsTheRightNotes(seed));

  test.each(seeds)('seed %i', async (seed) => await holdsTheRightNotes(seed), 60_000);
});

async function holdsTheRightNotes(seed: number): Promise<void> {
  const world = await createWorld(seed);
  try {
    for (let step = 0; step < STEPS; step++) await world.step();
    await world.settle();

    const atServer = (await world.changesAtServer()).filter(({ table, row }) => world.isErased(table, row));
    expect(atServer, `seed ${seed}: nothing deleted is left at the server`).toEqual([]);

    // Agreeing is not enough: tablets can agree on the wrong note.
    const expected = comparable(world.expected());
    for (const tablet of world.tablets) {
      expect(comparable(await contents(tablet)), `seed ${seed}`).toEqual(expected);
      const mails = await tablet.mailbox.mail.toArray();
      const unsent = mails.filter(({ sending }) => sending !== 'stored');
      expect(unsent, `seed ${seed}: nothing is left to send`).toEqual([]);
      const left = (await tablet.sealedChanges()).filter(({ table, row }) => world.isErased(table, row));
      expect(left, `seed ${seed}: nothing deleted is left in the tablet's copy of the log`).toEqual([]);
    }
  } finally {
    await world.close();
  }
}
