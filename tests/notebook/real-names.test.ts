import '../support/tablet.ts';
import { expect, test } from 'vitest';
import { keepRealNames, realNames } from '../../src/notebook/real-names.ts';
import { updatePupil } from '../../src/notebook/write-plan.ts';
import { newNotebook } from '../support/tablet.ts';

test('real names stay on the tablet: what travels and what is shared never holds them', async () => {
  const notebook = newNotebook();

  await keepRealNames(notebook, ['Bethan Secretname']);
  await updatePupil(notebook, 'study', 'A', { alias: 'Robin' });
  await keepRealNames(notebook, ['Bethan Secretname', 'Tomos Secretname']);

  expect(await realNames(notebook)).toEqual(['Bethan Secretname', 'Tomos Secretname']);
  const holding: string[] = [];
  for (const table of notebook.tables) {
    if (JSON.stringify(await table.toArray()).includes('Secretname')) holding.push(table.name);
  }
  expect(holding).toEqual(['meta']);
  expect(await notebook.outbox.count()).toBe(1);
});

test('an emptied list of names leaves nothing behind', async () => {
  const notebook = newNotebook();
  await keepRealNames(notebook, ['Bethan']);

  await keepRealNames(notebook, []);

  expect(await notebook.meta.count()).toBe(0);
});
