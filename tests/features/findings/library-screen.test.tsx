// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { LibraryScreen } from '../../../src/features/findings/library-screen.tsx';
import { commit, type Write } from '../../../src/notebook/commit.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { show, studyWithNotes } from './study-with-notes.tsx';

interface Found {
  readonly study: string;
  readonly claim: string;
  readonly agreedAt?: number;
}

async function agreed(notebook: Notebook, ...all: readonly Found[]): Promise<void> {
  const writes = all.flatMap(({ study, claim, agreedAt = 1 }, index): Write[] => [
    { table: 'findings', row: `${study}.f${index}`, fields: { claim, order: index, agreedAt } },
    {
      table: 'evidence',
      row: `${study}.f${index}.e`,
      fields: { kind: 'note', row: 'study.1.n1', addedAt: 1 },
    },
  ]);
  await commit(notebook, writes);
}

async function twoStudies(): Promise<Notebook> {
  const notebook = await studyWithNotes();
  const fields = { title: 'Poems', subject: 'Cymraeg', yearGroup: 'Year 8' };
  await commit(notebook, [{ table: 'studies', row: 'poems', fields }]);
  await agreed(
    notebook,
    { study: 'study', claim: 'In our lessons pupils gave reasons when doubted', agreedAt: 2 },
    { study: 'poems', claim: 'Darllen yn uchel: tŷ a chân', agreedAt: 3 },
  );
  return notebook;
}

const claims = () => screen.queryAllByRole('article').map((row) => row.querySelector('p')?.textContent);
const search = async (words: string) =>
  fireEvent.change(await screen.findByLabelText('Search words'), { target: { value: words } });

describe('the findings library', () => {
  test('says what will be there while nothing is agreed; drafts are not in it', async () => {
    const notebook = await studyWithNotes();
    await commit(notebook, [{ table: 'findings', row: 'study.f1', fields: { claim: 'A draft' } }]);

    show(notebook, <LibraryScreen />);

    await screen.findByText('No agreed findings yet');
    expect(screen.queryByText('A draft')).toBeNull();
  });

  test('has the agreed findings of all studies, latest first, each with the way to its study', async () => {
    show(await twoStudies(), <LibraryScreen />);

    await screen.findByText('2 findings');
    expect(claims()).toEqual([
      'Darllen yn uchel: tŷ a chân',
      'In our lessons pupils gave reasons when doubted',
    ]);
    const link = screen.getByRole('link', { name: 'From: Fractions' });
    expect(link.getAttribute('href')).toBe('/studies/study/findings');
  });

  test('finds by the beginnings of words, whatever their accents and in any order', async () => {
    show(await twoStudies(), <LibraryScreen />);

    await search('CHAN ty');
    await screen.findByText('1 finding');
    expect(claims()).toEqual(['Darllen yn uchel: tŷ a chân']);
    await search('doubt reas');
    await waitFor(() => expect(claims()).toEqual(['In our lessons pupils gave reasons when doubted']));
    await search('doubted poems');
    await screen.findByText(/No finding has all of this/);
  });

  test('finds by subject and year group, however those were typed', async () => {
    const notebook = await twoStudies();
    const fields = { title: 'Ratio', subject: ' maths ', yearGroup: 'year 8' };
    await commit(notebook, [{ table: 'studies', row: 'ratio', fields }]);
    await agreed(notebook, { study: 'ratio', claim: 'Bars helped Wren', agreedAt: 1 });
    show(notebook, <LibraryScreen />);

    const subject = await screen.findByLabelText<HTMLSelectElement>('Subject');
    expect([...subject.options].map(({ text }) => text)).toEqual(['Any', 'Cymraeg', 'Maths']);
    fireEvent.change(subject, { target: { value: 'Maths' } });
    await waitFor(() =>
      expect(claims()).toEqual(['In our lessons pupils gave reasons when doubted', 'Bars helped Wren']),
    );
    fireEvent.change(screen.getByLabelText('Year group'), { target: { value: 'Year 8' } });

    await waitFor(() => expect(claims()).toEqual(['Bars helped Wren']));
  });

  test('of thousands draws fifty at a time and looks through all of them', async () => {
    const notebook = await studyWithNotes();
    const many = Array.from({ length: 2000 }, (_, index) => ({
      study: 'study',
      claim: `Claim ${index === 1999 ? 'needle' : index}`,
      agreedAt: 5000 - index,
    }));
    await agreed(notebook, ...many);
    show(notebook, <LibraryScreen />);

    await screen.findByText('2000 findings');
    expect(claims()).toHaveLength(50);
    fireEvent.click(screen.getByRole('button', { name: 'Show 50 more' }));
    await waitFor(() => expect(claims()).toHaveLength(100));
    await search('needle');

    await waitFor(() => expect(claims()).toEqual(['Claim needle']));
  });

  test('tells of a finding that no longer stands', async () => {
    const notebook = await studyWithNotes();
    await agreed(notebook, { study: 'study', claim: 'Robin folds' });
    await commit(notebook, [{ table: 'notes', row: 'study.1.n1', deleted: true }]);

    show(notebook, <LibraryScreen />);

    await screen.findByText(/No longer stands: Everything it rested on was deleted since/);
  });
});
