import { expect } from 'vitest';
import { comparable, contents, createWorld } from './world.ts';

const STEPS = 60;

/** One world from one seed: what happens, happens; in the end every tablet holds what the model says, and nothing is left to do. */
export async function holdsTheRightNotes(seed: number): Promise<void> {
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
