import 'fake-indexeddb/auto';
import { act, screen } from '@testing-library/react';
import type { StudyOverview } from '../../src/notebook/read-study.ts';
import { commit, type Write } from '../../src/notebook/commit.ts';
import type { Notebook } from '../../src/notebook/database.ts';
import { seatingPlan } from '../../src/notebook/read-seating.ts';
import { studyOverview } from '../../src/notebook/read-study.ts';
import { newNotebook } from '../support/tablet.ts';

/** A class of six with Robin, Wren and Heron as its focus pupils; nobody is seated. */
export async function classOfSix(): Promise<{ notebook: Notebook; overview: StudyOverview }> {
  const notebook = newNotebook();
  const pupils = Object.entries({ A: 'Robin', B: 'Wren', C: 'Heron' }).map(([letter, alias]): Write => ({
    table: 'pupils',
    row: `study.${letter}`,
    fields: { alias },
  }));
  await commit(notebook, [
    { table: 'studies', row: 'study', fields: { className: 'P5', pupilsInClass: 6 } },
    { table: 'lessons', row: 'study.1', fields: { title: 'Halves' } },
    ...pupils,
  ]);
  const overview = await studyOverview(notebook, 'study');
  if (overview === undefined) throw new Error('no study');
  return { notebook, overview };
}

export async function seatsOf(notebook: Notebook) {
  return (await seatingPlan(notebook, 'study')).seats;
}

export const seat = (name: string) => screen.getByRole('button', { name });

export function press(name: string | RegExp) {
  act(() => screen.getByRole('button', { name }).click());
}
