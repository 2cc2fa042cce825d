// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
// Views are fetched when they are opened; a test waits for people, not for scripts.
import '../../../src/features/review/interviews-view.tsx';
import '../../../src/features/review/journeys-view.tsx';
import { turnNames } from '../../../src/features/review/names-off.ts';
import { ReviewScreen } from '../../../src/features/review/review-screen.tsx';
import type { Kind } from '../../../src/domain/note.ts';
import type { PupilLetter } from '../../../src/domain/study.ts';
import { commit, type Write } from '../../../src/notebook/commit.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { eraseForEveryone } from '../../../src/notebook/erase.ts';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { saveAnswer } from '../../../src/notebook/write-interviews.ts';
import { addNote, setMatch, setVerdict } from '../../../src/notebook/write-lesson.ts';
import { ReadOnlyContext } from '../../../src/ui/read-only.ts';
import { newNotebook } from '../../support/tablet.ts';

const LIKED = { id: 'usual1', question: 'Which part did you like most?', order: 1 };
const HELPED = { id: 'usual3', question: 'What helped you most?', order: 3 };

afterEach(() => {
  cleanup();
  act(() => turnNames('on'));
  history.replaceState(null, '', '/');
});

async function study(notebook = newNotebook()): Promise<Notebook> {
  const lessons = ['1', '2'].flatMap((number): Write[] => [
    {
      table: 'lessons',
      row: `study.${number}`,
      fields: { title: `Title ${number}`, date: `2026-11-0${number}` },
    },
    { table: 'stages', row: `study.${number}.starter`, fields: { order: 1, name: 'Starter' } },
    { table: 'stages', row: `study.${number}.task`, fields: { order: 2, name: 'Task' } },
  ]);
  await commit(notebook, [
    { table: 'members', row: 'maria', fields: { name: 'Maria Evans' } },
    { table: 'members', row: 'sam', fields: { name: 'Sam Dale' } },
    { table: 'studies', row: 'study', fields: { className: 'P5' } },
    { table: 'pupils', row: 'study.A', fields: { alias: 'Robin', represents: 'pupils who answer by rule' } },
    { table: 'pupils', row: 'study.B', fields: { alias: 'Wren' } },
    { table: 'pupils', row: 'study.C', fields: { alias: 'Heron' } },
    ...lessons,
    { table: 'criteria', row: 'study.1.A', fields: { text: 'Explains by the size of parts' } },
    { table: 'predictions', row: 'study.1.starter.A', fields: { text: 'Answers by rule' } },
    { table: 'predictions', row: 'study.2.task.A', fields: { text: 'Asks Wren' } },
  ]);
  return notebook;
}

const answer = (notebook: Notebook, letter: PupilLetter, prompt: typeof LIKED, text: string, me = 'maria') =>
  saveAnswer(notebook, { lesson: 'study.1', letter, me }, prompt, text);

let notes = 0;
async function note(
  notebook: Notebook,
  text: string,
  { lesson = 'study.1', pupil = 'A', kind = 'did' as Kind, stage = 'task' } = {},
) {
  await addNote(notebook, {
    id: `${lesson}.note${++notes}`,
    sitting: `${lesson}.sams`,
    observer: 'sam',
    pupil: pupil as PupilLetter,
    stage: `${lesson}.${stage}`,
    tags: [],
    atMs: notes * 1000,
    kind,
    text,
  });
}

async function openReview(notebook: Notebook, view: string, isGuest = false) {
  history.replaceState(null, '', `/studies/study/lessons/1/review?view=${view}`);
  render(
    <OpenNotebookProvider value={{ notebook, me: 'maria', isDemo: false }}>
      <ReadOnlyContext value={isGuest}>
        <ReviewScreen lessonId="study.1" />
      </ReadOnlyContext>
    </OpenNotebookProvider>,
  );
  await screen.findByRole('heading', { level: 1 });
}

describe('interviews side by side', () => {
  test('lead to the capture while there is none, also in a lesson without notes', async () => {
    await openReview(await study(), 'interviews');

    await screen.findByText('No pupil has been interviewed yet');
    const link = screen.getByRole('link', { name: 'Interview the pupils' });
    expect(link.getAttribute('href')).toBe('/studies/study/lessons/1/interviews');
    expect(screen.queryByText('No notes in this lesson yet')).toBeNull();
  });

  test('and journeys are of the pupils who are left when one was deleted for everyone', async () => {
    const notebook = await study();
    await answer(notebook, 'A', LIKED, 'The cards.');
    await answer(notebook, 'B', LIKED, 'Folding.');
    await eraseForEveryone(notebook, { scope: 'study.A', erasedBy: 'sam' });
    await openReview(notebook, 'interviews');

    await screen.findByText('Folding.');
    expect(screen.getAllByRole('group', { name: /Which part/ })).toHaveLength(2);
    expect(screen.queryByText('The cards.')).toBeNull();
    act(() => screen.getByRole('link', { name: 'Pupil journeys' }).click());
    await screen.findByRole('region', { name: 'Wren in Lesson 1 · 1 Nov' });
    expect(
      within(screen.getByRole('navigation', { name: 'Whose journey' })).getAllByRole('link'),
    ).toHaveLength(2);
  });

  test('lead a guest nowhere where words are written', async () => {
    const notebook = await study();
    await answer(notebook, 'A', LIKED, 'Doing the cards fast.');
    await openReview(notebook, 'interviews', true);

    await screen.findByText('Doing the cards fast.');
    expect(screen.queryByRole('link', { name: /^Interview / })).toBeNull();
  });

  test('show each pupil’s words to each question, with who asked, and what is not there yet', async () => {
    const notebook = await study();
    await answer(notebook, 'A', HELPED, 'The trick.');
    await answer(notebook, 'B', LIKED, 'Folding.', 'sam');
    await openReview(notebook, 'interviews');

    const questions = (await screen.findAllByRole('heading', { level: 2 })).map((each) => each.textContent);
    expect(questions).toEqual([LIKED.question, HELPED.question]);
    const cell = (name: string, { question } = LIKED) =>
      within(screen.getByRole('group', { name: `${name}: ${question}` }));
    cell('Robin', HELPED).getByText('The trick.');
    cell('Robin', HELPED).getByRole('img', { name: 'Maria Evans' });
    cell('Wren').getByText('Folding.');
    cell('Wren').getByRole('img', { name: 'Sam Dale' });
    cell('Wren', HELPED).getByText('Nothing put down');
    const heron = screen.getByRole('link', { name: 'Interview Heron' });
    expect(heron.getAttribute('href')).toBe('/studies/study/lessons/1/interviews?pupil=C');

    await answer(notebook, 'C', LIKED, 'When I made the eighths.', 'sam');
    await screen.findByText('When I made the eighths.');
  });

  test('say where a pupil was asked in other words, and [M3] show both of two wordings that crossed', async () => {
    const notebook = await study();
    await answer(notebook, 'A', LIKED, 'The cards.');
    await answer(notebook, 'B', { ...LIKED, question: 'What was best?' }, 'Folding.');
    await saveAnswer(
      notebook,
      { lesson: 'study.1', letter: 'A', me: 'sam' },
      LIKED,
      'The cards with halves.',
      { text: [] },
    );

    await openReview(notebook, 'interviews');

    await screen.findByText('Asked as: What was best?');
    const robin = within(screen.getByRole('group', { name: `Robin: ${LIKED.question}` }));
    robin.getByText('The cards with halves.');
    robin.getByText(/The cards\.$/);
  });
});

describe('pupil journeys', () => {
  const lesson = (name: string) => screen.findByRole('region', { name });

  test('show one pupil over the lessons: criterion, predictions with verdicts, notes and own words', async () => {
    const notebook = await study();
    await note(notebook, 'Says the rule', { kind: 'said', stage: 'starter' });
    await note(notebook, 'Might know more', { kind: 'wonder' });
    await note(notebook, 'Not about Robin', { pupil: 'B' });
    await note(notebook, 'Draws a bar', { lesson: 'study.2', kind: 'work' });
    await setVerdict(notebook, 'study.1.starter', 'A', { value: 'not', remark: 'went further' });
    const mark = { stage: 'study.2.task', letter: 'A', undoScope: 'x' } as const;
    await setMatch(notebook, { ...mark, member: 'sam', value: 'partly' });
    await answer(notebook, 'A', LIKED, 'Doing the cards fast.');

    await openReview(notebook, 'journeys');

    const first = within(await lesson('Robin in Lesson 1 · 1 Nov'));
    first.getByText('Explains by the size of parts');
    first.getByRole('heading', { name: '1 Starter: Not as predicted · went further' });
    first.getByText('Answers by rule');
    first.getByText('Says the rule');
    first.getByText('Might know more');
    expect(first.queryByText('Not about Robin')).toBeNull();
    expect(first.getAllByRole('img', { name: 'Sam Dale' })).toHaveLength(2);
    first.getByText('Said 1 · did 0 · work 0');
    first.getByText(/in 2 notes, 1 “I wonder”/);
    await first.findByText('Doing the cards fast.');
    const second = within(await lesson('Robin in Lesson 2 · 2 Nov'));
    second.getByText('None written for this lesson');
    second.getByText(/Not agreed yet/);
    second.getByText(/Sam Dale: Partly/);
    second.getByText('Draws a bar');
    await second.findByText('No interview after this lesson yet');
    screen.getByText('Stands for: pupils who answer by rule');
  });

  test('and interviews are without names for the wall, also in what pupils said', async () => {
    const notebook = await study();
    await note(notebook, 'Turns to Robin', { pupil: 'B' });
    await answer(notebook, 'B', LIKED, 'Robin showed me.', 'sam');
    await openReview(notebook, 'journeys&pupil=B');
    await screen.findByText('Robin showed me.');

    act(() => screen.getByRole('button', { name: 'Names off' }).click());

    const journey = within(await lesson('Pupil B in Lesson 1 · 1 Nov'));
    await journey.findByText('Turns to Pupil A');
    await journey.findByText('Pupil A showed me.');
    act(() => screen.getByRole('link', { name: 'Interviews' }).click());
    const cell = within(await screen.findByRole('group', { name: `Pupil B: ${LIKED.question}` }));
    cell.getByText('Pupil A showed me.');
    expect(screen.queryAllByText(/Robin|Wren|Sam Dale|Maria Evans/)).toEqual([]);
  });

  test('change with the pupil who is chosen', async () => {
    const notebook = await study();
    await note(notebook, 'Waits for Robin', { pupil: 'B' });
    await openReview(notebook, 'journeys');
    await lesson('Robin in Lesson 1 · 1 Nov');

    act(() => screen.getByRole('link', { name: 'Wren' }).click());

    within(await lesson('Wren in Lesson 1 · 1 Nov')).getByText('Waits for Robin');
    expect(location.search).toBe('?view=journeys&pupil=B');
    within(await lesson('Wren in Lesson 2 · 2 Nov')).getByText('No notes about Wren in this lesson');
  });

  test('show the first notes of a long stage, the others at a tap, and a new one by itself', async () => {
    const notebook = await study();
    for (let number = 1; number <= 5; number++) await note(notebook, `seen ${number}`);
    await openReview(notebook, 'journeys');
    const first = within(await lesson('Robin in Lesson 1 · 1 Nov'));
    const seen = () => first.queryAllByText(/^seen/).map(({ textContent }) => textContent);
    await first.findByText('seen 1');
    expect(seen()).toEqual(['seen 1', 'seen 2', 'seen 3']);

    act(() => first.getByRole('button', { name: '2 more notes' }).click());
    expect(seen()).toHaveLength(5);
    await note(notebook, 'seen 6');

    await first.findByText('seen 6');
    act(() => first.getByRole('button', { name: 'Fewer notes' }).click());
    first.getByRole('button', { name: '3 more notes' });
  });
});
