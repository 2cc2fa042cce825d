// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { DeleteScreen } from '../../../src/features/plan/delete-screen.tsx';
import { StudiesScreen } from '../../../src/features/plan/studies-screen.tsx';
import { StudyScreen } from '../../../src/features/plan/study-screen.tsx';
import { commit } from '../../../src/notebook/commit.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { eraseForEveryone } from '../../../src/notebook/erase.ts';
import { studies, studyOverview } from '../../../src/notebook/read-study.ts';
import { lessonNotes } from '../../../src/notebook/read-lesson.ts';
import { newStudy, newTeam, show } from './open-plan.tsx';

async function withNotes(): Promise<{ notebook: Notebook; study: string; lesson: string }> {
  const notebook = await newTeam();
  const { study, lesson } = await newStudy(notebook, ['Starter']);
  for (const [id, pupil] of [
    ['n1', 'A'],
    ['n2', 'A'],
    ['n3', 'B'],
  ] as const) {
    await commit(notebook, [
      { table: 'notes', row: `${lesson}.${id}`, fields: { pupil, text: `of ${pupil}` } },
    ]);
  }
  await commit(notebook, [{ table: 'notes', row: `${lesson}.n2`, fields: { pupil: 'B' } }]);
  await commit(notebook, [{ table: 'photos', row: `${lesson}.n1.p1`, fields: { blob: 'b1' } }]);
  return { notebook, study, lesson };
}

const count = async (label: string) => {
  const term = await screen.findByText(label);
  return within(term.parentElement as HTMLElement).getByRole('definition').textContent;
};
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

describe('deleting a study', () => {
  test('says how much goes, from where, and offers to save a copy', async () => {
    const { notebook, study } = await withNotes();

    show(notebook, <DeleteScreen scope={study} />);

    expect(await count('Notes')).toBe('3');
    expect(await count('Photos')).toBe('1');
    expect(await count('Lessons with their plans')).toBe('1');
    expect(screen.getByRole('link', { name: 'Save a copy first' }).getAttribute('href')).toBe(
      `/studies/${study}/report`,
    );
    screen.getByText(/Backups of the school server may hold sealed copies until they expire/);
    screen.getByText(/cannot see whether every tablet has done so/);
  });

  test('[K9] needs two steps, and then the study is gone and colleagues read who deleted it', async () => {
    const { notebook, study } = await withNotes();
    const { location, unmount } = show(notebook, <DeleteScreen scope={study} />, `/studies/${study}/delete`);

    await press('Delete…');
    expect(await studies(notebook)).toHaveLength(1);
    await press('Delete for everyone, for good');

    await waitFor(() => expect(location.history?.at(-1)).toBe('/studies'));
    expect(await studies(notebook)).toEqual([]);
    unmount();
    show(notebook, <StudiesScreen />);
    await screen.findByText(/^R\. Evans deleted a study for everyone on \w+ \d+ \w+\.$/);
    expect(screen.queryByText(/Fractions/)).toBeNull();
  });

  test('can be left at the second step', async () => {
    const { notebook, study } = await withNotes();
    show(notebook, <DeleteScreen scope={study} />);

    await press('Delete…');

    const keep = await screen.findByRole('link', { name: 'Keep it' });
    expect(keep.getAttribute('href')).toBe(`/studies/${study}`);
    expect(await studies(notebook)).toHaveLength(1);
  });
});

describe('deleting everything about one pupil', () => {
  test('counts what was about the pupil at any time, and leaves the others', async () => {
    const { notebook, study, lesson } = await withNotes();
    show(notebook, <DeleteScreen scope={`${study}.A`} />);
    await screen.findByText('Delete everything about Aled for everyone');
    expect(await count('Notes')).toBe('2');

    await press('Delete…');
    await press('Delete for everyone, for good');

    await waitFor(async () =>
      expect((await lessonNotes(notebook, lesson)).map(({ text }) => text)).toEqual(['of B']),
    );
    expect((await studyOverview(notebook, study))?.pupils.map(({ alias }) => alias)).toEqual([
      'Bethan',
      'Carys',
    ]);
  });

  test('leaves a line in the pupil’s place, and no field to write about them', async () => {
    const { notebook, study } = await withNotes();
    await eraseForEveryone(notebook, { scope: `${study}.A`, erasedBy: 'mair' });

    show(notebook, <StudyScreen studyId={study} tab="pupils" />);

    await screen.findByText(/^M\. Jones deleted everything about pupil A for everyone on /);
    expect(screen.getAllByLabelText('Alias')).toHaveLength(2);
  });
});
