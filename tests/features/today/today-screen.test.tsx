// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TodayScreen } from '../../../src/features/today/today-screen.tsx';
import { Notebook } from '../../../src/notebook/database.ts';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { addNote, newNoteId, setVerdict } from '../../../src/notebook/write-lesson.ts';
import {
  addLesson,
  addStage,
  createStudy,
  removeStage,
  setPrediction,
  updateLesson,
  updatePupil,
} from '../../../src/notebook/write-plan.ts';
import { introduce, writeTeam } from '../../../src/notebook/write-team.ts';

const mair = { member: 'mair', name: 'Mair', role: 'lead', device: 'dmair', deviceLabel: 'iPad' } as const;
let notebook: Notebook;
let runs = 0;

beforeEach(() => {
  notebook = new Notebook({
    team: `today-${(runs += 1)}`,
    device: 'dmair',
    now: () => Date.UTC(2026, 10, 20),
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
  });
});
afterEach(cleanup);

const show = () =>
  render(
    <OpenNotebookProvider value={{ notebook, me: 'mair', isDemo: false }}>
      <TodayScreen />
    </OpenNotebookProvider>,
  );
const startTeam = () => writeTeam(notebook, { name: 'P5 Maths triad', tags: [], lead: mair });

describe('Today', () => {
  test('greets by name and offers the first study to a new team', async () => {
    await startTeam();
    show();

    expect((await screen.findByRole('heading', { level: 1 })).textContent).toMatch(/^Good \w+, Mair$/);
    expect(screen.getByRole('button', { name: 'New lesson study' })).toBeDefined();
  });

  test('says that the notebook is on its way to a tablet that has just joined', async () => {
    await introduce(notebook, { ...mair, role: 'member' });
    show();

    expect(await screen.findByRole('heading', { name: /on its way/ })).toBeDefined();
    expect(screen.queryByRole('button', { name: 'New lesson study' })).toBeNull();
  });

  test('shows each lesson with what is true of it', async () => {
    await startTeam();
    const study = await createStudy(notebook, { fields: { focusQuestion: 'How?' }, createdBy: 'mair' });
    const lesson = `${study}.1`;
    await updateLesson(notebook, lesson, { title: 'Halves', date: '2026-11-04' });
    await updatePupil(notebook, study, 'A', { alias: 'Aled' });
    const stage = await addStage(notebook, lesson, { order: 1, name: 'Starter' });
    await setPrediction(notebook, stage, 'A', 'Joins in.');
    const note = {
      sitting: `${lesson}.s`,
      observer: 'mair',
      stage,
      kind: 'did',
      text: 'Joins.',
      tags: [],
    } as const;
    await addNote(notebook, { ...note, id: newNoteId(notebook, lesson), pupil: 'A', atMs: 1000 });
    await addNote(notebook, { ...note, id: newNoteId(notebook, lesson), pupil: 'class', atMs: 2000 });
    await setVerdict(notebook, stage, 'A', { value: 'as' });
    show();

    const card = await screen.findByRole('link', { name: /Lesson 1 · 4 Nov/ });
    expect(card.textContent).toContain('Halves');
    expect(card.textContent).toContain('2 notes · 1 of 1 predictions reviewed');
    expect(screen.getByText('Plan after Lesson 1’s review')).toBeDefined();
    const pupils = within(screen.getByRole('list', { name: 'Focus pupils' }));
    expect(pupils.getByText('Aled')).toBeDefined();
    expect(pupils.getByText('Lesson 1 · 1 note')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Review together' })).toBeDefined();
  });

  test('counts no prediction and no verdict of a stage that was taken from the plan', async () => {
    await startTeam();
    const study = await createStudy(notebook, { fields: { focusQuestion: 'How?' }, createdBy: 'mair' });
    const lesson = `${study}.1`;
    const [starter, task] = [
      await addStage(notebook, lesson, { order: 1, name: 'Starter' }),
      await addStage(notebook, lesson, { order: 2, name: 'Task' }),
    ];
    for (const stage of [starter, task]) await setPrediction(notebook, stage, 'A', 'Joins in.');
    await removeStage(notebook, task);
    show();

    const card = await screen.findByRole('link', { name: /^Lesson 1/ });
    expect(card.textContent).toContain('1 stage · 1 prediction');
    expect(card.textContent).not.toContain('predictions');

    await addNote(notebook, {
      id: newNoteId(notebook, lesson),
      sitting: `${lesson}.s`,
      observer: 'mair',
      stage: starter,
      pupil: 'A',
      atMs: 1000,
      kind: 'did',
      text: 'Joins.',
      tags: [],
    });
    await setVerdict(notebook, starter, 'A', { value: 'as' });
    await setVerdict(notebook, task, 'A', { value: 'as' });
    await screen.findByText('1 note · 1 of 1 predictions reviewed');
  });

  test('reminds of a study whose review date has come', async () => {
    await startTeam();
    const study = await createStudy(notebook, {
      fields: { title: 'Fractions', reviewOn: '2020-01-31' },
      createdBy: 'mair',
    });
    await createStudy(notebook, { fields: { title: 'Angles', reviewOn: '2999-01-31' }, createdBy: 'mair' });
    show();

    await screen.findByText('Time to look at what is kept about “Fractions”.');
    expect(screen.getByRole('link', { name: 'Decide' }).getAttribute('href')).toBe(`/studies/${study}`);
    expect(screen.queryByText(/kept about “Angles”/)).toBeNull();
  });

  test('offers no next lesson of a study that was finished after two', async () => {
    await startTeam();
    const fields = { title: 'Fractions', status: 'finished' };
    const study = await createStudy(notebook, { fields, createdBy: 'mair' });
    await addLesson(notebook, study);
    show();

    await screen.findByText('The study ended with Lesson 2');
    expect(screen.queryByRole('link', { name: 'Open lesson' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Observe' })).toBeNull();
  });
});
