// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { NewStudyScreen } from '../../../src/features/plan/new-study-screen.tsx';
import { StudiesScreen } from '../../../src/features/plan/studies-screen.tsx';
import { StudyScreen } from '../../../src/features/plan/study-screen.tsx';
import type { Notebook } from '../../../src/notebook/database.ts';
import { lessonPlan, studies, studyOverview } from '../../../src/notebook/read-study.ts';
import { commit } from '../../../src/notebook/commit.ts';
import {
  addLesson,
  setPrediction,
  setWatches,
  updateLesson,
  updateStudy,
} from '../../../src/notebook/write-plan.ts';
import { newStudy, newTeam, show } from './open-plan.tsx';

const type = async (label: string, value: string) =>
  fireEvent.change(await screen.findByLabelText(label), { target: { value } });

async function newestStudy(notebook: Notebook) {
  const [newest] = await studies(notebook);
  const overview = await studyOverview(notebook, newest?.id ?? '');
  if (overview === undefined) throw new Error('There is no study.');
  return overview;
}

describe('the list of studies', () => {
  test('says what will be there and offers the first step', async () => {
    const notebook = await newTeam();

    show(notebook, <StudiesScreen />);

    await screen.findByText('No lesson studies yet');
    expect(screen.getByRole('link', { name: 'New lesson study' }).getAttribute('href')).toBe('/studies/new');
  });

  test('shows how far each lesson has come', async () => {
    const notebook = await newTeam();
    const { lesson } = await newStudy(notebook, ['Starter', 'Model']);
    await updateLesson(notebook, lesson, { title: 'Halves', date: '2026-11-04' });

    show(notebook, <StudiesScreen />);

    const link = await screen.findByRole('link', { name: /Lesson 1.*4 Nov.*Halves.*Planned: 2 stages/ });
    expect(link.getAttribute('href')).toMatch(/\/lessons\/1$/);
  });
});

describe('a new study', () => {
  test('starts with nothing filled in', async () => {
    const notebook = await newTeam();
    const { location } = show(notebook, <NewStudyScreen />, '/studies/new');

    fireEvent.click(await screen.findByRole('button', { name: 'Start planning' }));

    await waitFor(() => expect(location.history?.at(-1)).toMatch(/^\/studies\/(?!new)/));
    expect((await newestStudy(notebook)).lessons).toHaveLength(1);
  });

  test('takes question, aliases and title in one go', async () => {
    const notebook = await newTeam();
    show(notebook, <NewStudyScreen />);

    await type('Focus question', 'How can we … so that …?');
    await type('Alias of pupil A', 'Aled');
    await type('Title of Lesson 1', 'Halves');
    fireEvent.click(screen.getByRole('button', { name: 'Start planning' }));

    await waitFor(async () => expect(await studies(notebook)).toHaveLength(1));
    const { study, pupils, lessons } = await newestStudy(notebook);
    expect(study.focusQuestion).toBe('How can we … so that …?');
    expect(pupils.map(({ alias }) => alias)).toEqual(['Aled', '', '']);
    expect(lessons.map(({ title }) => title)).toEqual(['Halves']);
  });

  test('copies the class and the stages of an earlier one, not its pupils or predictions', async () => {
    const notebook = await newTeam();
    const { study, stages } = await newStudy(notebook, ['Starter', 'Model']);
    await updateStudy(notebook, study, { school: 'Brynafon', pupilsInClass: 28 });
    await setPrediction(notebook, stages[0] as string, 'A', 'Joins in.');
    show(notebook, <NewStudyScreen />);

    await type('Copy an earlier study', study);
    fireEvent.click(screen.getByRole('button', { name: 'Start planning' }));

    await waitFor(async () => expect(await studies(notebook)).toHaveLength(2));
    const copy = await newestStudy(notebook);
    const plan = await lessonPlan(notebook, `${copy.study.id}.1`);
    expect(copy.study).toMatchObject({ school: 'Brynafon', pupilsInClass: 28, title: '' });
    expect(plan?.stages.map(({ name }) => name)).toEqual(['Starter', 'Model']);
    expect(plan?.predictions.size).toBe(0);
    expect(copy.pupils.map(({ alias }) => alias)).toEqual(['', '', '']);
  });

  test('that is half typed survives a reload', async () => {
    const notebook = await newTeam();
    const first = show(notebook, <NewStudyScreen />);
    await type('Alias of pupil B', 'Bethan');
    first.unmount();

    show(notebook, <NewStudyScreen />);

    await screen.findByDisplayValue('Bethan');
  });
});

describe('a new study on a disk that fails', () => {
  test('is started once, also where its draft could not be put away', async () => {
    const notebook = await newTeam();
    const { location } = show(notebook, <NewStudyScreen />, '/studies/new');
    await type('Focus question', 'How can we … so that …?');
    notebook.drafts.hook('deleting', () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    });

    fireEvent.click(screen.getByRole('button', { name: 'Start planning' }));

    await waitFor(() => expect(location.history?.at(-1)).toMatch(/^\/studies\/(?!new)/));
    expect(await studies(notebook)).toHaveLength(1);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('can be started where an earlier draft could not be read', async () => {
    const notebook = await newTeam();
    await notebook.drafts.put({ key: 'new-study', value: { focusQuestion: 'How' } });
    notebook.spare.close();
    show(notebook, <NewStudyScreen />, '/studies/new');

    await type('Focus question', 'How can we … so that …?');
    fireEvent.click(screen.getByRole('button', { name: 'Start planning' }));

    await waitFor(async () => expect(await studies(notebook)).toHaveLength(1));
  });
});

describe('the pages of a study', () => {
  test('never save a number that is none', async () => {
    const notebook = await newTeam();
    const { study } = await newStudy(notebook);
    await updateStudy(notebook, study, { pupilsInClass: 28 });
    show(notebook, <StudyScreen studyId={study} tab="question" />);

    const field = await screen.findByLabelText('Number in class');
    fireEvent.change(field, { target: { value: '28 or so' } });
    fireEvent.blur(field);

    await screen.findByText(/Please type a whole number/);
    expect((await newestStudy(notebook)).study.pupilsInClass).toBe(28);
  });

  test('show a wording that crossed and settle it as chosen', async () => {
    const notebook = await newTeam();
    const { study } = await newStudy(notebook);
    await updateStudy(notebook, study, { hypothesis: 'Strips help.' });
    const stored = await notebook.rows('studies').get(study);
    const { at } = stored as { at: string };
    const beside = [{ value: 'Talk helps.', at: `${at.slice(0, -'dmaria'.length)}dother` }];
    await notebook.rows('studies').update(study, {
      prose: { ...stored?.prose, hypothesis: { ...stored?.prose?.['hypothesis'], beside } },
    });
    show(notebook, <StudyScreen studyId={study} tab="question" />);

    fireEvent.click(await screen.findByRole('button', { name: 'Keep both' }));

    await waitFor(async () => {
      const settled = (await newestStudy(notebook)).study;
      expect(settled.hypothesis).toMatch(/^Strips help\.\s+Talk helps\.$/);
      expect(settled.beside).toBeUndefined();
    });
  });

  test('let observers choose whom they watch, and mark who teaches', async () => {
    const notebook = await newTeam();
    const { study, lesson } = await newStudy(notebook);
    await updateLesson(notebook, lesson, { teacher: 'rhys' });
    show(notebook, <StudyScreen studyId={study} tab="coverage" />);

    const button = await screen.findByRole('button', { name: 'M. Jones watches Carys, Lesson 1' });
    fireEvent.click(button);

    await waitFor(() => expect(button.getAttribute('aria-pressed')).toBe('true'));
    expect((await lessonPlan(notebook, lesson))?.watches.get('mair')).toEqual(['C']);
    expect(screen.getByRole('row', { name: /R\. Evans/ }).textContent).toContain('teaches this lesson');
    await screen.findByText('Nobody watches: Aled and Bethan');
  });

  test('offer nobody who was removed, and show them where they were to watch', async () => {
    const notebook = await newTeam();
    const { study, lesson } = await newStudy(notebook);
    await setWatches(notebook, { lesson, member: 'mair', letter: 'C', watches: true });
    await addLesson(notebook, study);
    await commit(notebook, [{ table: 'members', row: 'mair', fields: { removed: true } }]);
    show(notebook, <StudyScreen studyId={study} tab="coverage" />);

    await screen.findByRole('button', { name: 'R. Evans watches Carys, Lesson 2' });
    expect(screen.getAllByRole('rowheader', { name: /M\. Jones/ })).toHaveLength(1);
    const theirs = screen.getByRole('button', { name: 'M. Jones watches Carys, Lesson 1' });
    expect(theirs.getAttribute('aria-pressed')).toBe('true');
  });

  test('say so when the study is not on this tablet', async () => {
    const notebook = await newTeam();

    show(notebook, <StudyScreen studyId="elsewhere" tab="question" />);

    await screen.findByText('This study is not on this tablet');
  });
});
