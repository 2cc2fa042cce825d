// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InterviewScreen } from '../../../src/features/interview/interview-screen.tsx';
import { FieldSupport } from '../../../src/app/field-support.tsx';
import { commit, type Write } from '../../../src/notebook/commit.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { lessonInterviews } from '../../../src/notebook/read-interviews.ts';
import { prompts } from '../../../src/notebook/read-prompts.ts';
import { saveAnswer } from '../../../src/notebook/write-interviews.ts';
import { ClockSourceProvider } from '../../../src/ui/clock-source.ts';
import { newNotebook } from '../../support/tablet.ts';

const LESSON = 'study.1';
const LIKED = 'Which part of the lesson did you like most?';
const CAN_DO = 'What can you do now that you could not do before?';
const HELPED = 'What helped you most?';
const CHANGE = 'If we taught it to another class, what should we change?';
const SECOND = 1000;

let elapsed = 0;
const clock = { monotonicMs: () => 5000 + elapsed, wallMs: () => 1_700_000_000_000 + elapsed };

beforeEach(() => {
  elapsed = 0;
});

afterEach(() => {
  cleanup();
  history.replaceState(null, '', '/');
});

async function taughtLesson(notebook = newNotebook()): Promise<Notebook> {
  const rows: Write[] = [
    { table: 'members', row: 'maria', fields: { name: 'Maria Evans' } },
    { table: 'members', row: 'sam', fields: { name: 'Sam Dale' } },
    { table: 'studies', row: 'study', fields: { className: 'P5' } },
    { table: 'pupils', row: 'study.A', fields: { alias: 'Robin' } },
    { table: 'pupils', row: 'study.B', fields: { alias: 'Wren' } },
    { table: 'pupils', row: 'study.C', fields: { alias: 'Heron' } },
    { table: 'lessons', row: LESSON, fields: { title: 'Which piece is bigger?' } },
  ];
  await commit(notebook, rows);
  return notebook;
}

async function openInterviews(notebook: Notebook) {
  history.replaceState(null, '', '/studies/study/lessons/1/interviews');
  render(
    <OpenNotebookProvider value={{ notebook, me: 'maria', isDemo: false }}>
      <ClockSourceProvider value={clock}>
        <FieldSupport>
          <InterviewScreen lessonId={LESSON} />
        </FieldSupport>
      </ClockSourceProvider>
    </OpenNotebookProvider>,
  );
  await screen.findByRole('heading', { level: 1, name: 'Lesson 1 · Interviews' });
}

function putDown(label: string, text: string) {
  const field = screen.getByLabelText(label);
  fireEvent.change(field, { target: { value: text } });
  fireEvent.blur(field);
}

const tap = (name: string | RegExp) => act(() => screen.getByRole('button', { name }).click());
const turnTo = (name: RegExp) => act(() => screen.getByRole('link', { name }).click());
const asked = (name: string) =>
  within(screen.getByRole('list', { name: `What ${name} says` }))
    .getAllByRole('textbox')
    .map((field) => field.closest('li')?.querySelector('label')?.textContent);

/** Time passes, and the screen is looked at. */
function pass(ms: number) {
  elapsed += ms;
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
}

describe('an interview', () => {
  test('asks the four usual prompts and keeps the words with the question, who asked and when', async () => {
    const notebook = await taughtLesson();
    await openInterviews(notebook);
    expect(asked('Robin')).toEqual([LIKED, CAN_DO, HELPED, CHANGE]);
    screen.getByText('Who asked and when is put down with the first words.');

    putDown(HELPED, 'The trick with the bottom number.');

    await screen.findByText(/^Asked by Maria Evans, 14 Nov, \d\d:\d\d$/);
    await screen.findByRole('link', { name: /Robin 1 answer/ });
    const { interview, answers } = (await lessonInterviews(notebook, LESSON)).A;
    expect(interview?.interviewer).toBe('maria');
    expect(answers).toMatchObject([
      { id: 'study.1.A.usual3', question: HELPED, order: 3, text: 'The trick with the bottom number.' },
    ]);
  });

  test('is of the pupil who is chosen, and words half typed when another is chosen are saved to the first', async () => {
    const notebook = await taughtLesson();
    await openInterviews(notebook);
    fireEvent.change(screen.getByLabelText(LIKED), { target: { value: 'Doing the ca' } });

    turnTo(/^B Wren|^Wren/);
    await screen.findByRole('list', { name: 'What Wren says' });
    expect(screen.getByLabelText<HTMLTextAreaElement>(LIKED).value).toBe('');
    putDown(LIKED, 'Folding.');

    await waitFor(async () => {
      const { A, B } = await lessonInterviews(notebook, LESSON);
      expect([A, B].map(({ answers }) => answers.map(({ text }) => text))).toEqual([
        ['Doing the ca'],
        ['Folding.'],
      ]);
    });
  });

  test('says who asked and when, and both can be put right', async () => {
    const notebook = await taughtLesson();
    await saveAnswer(
      notebook,
      { lesson: LESSON, letter: 'A', me: 'maria' },
      { id: 'usual1', question: LIKED, order: 1 },
      'The cards.',
    );
    await openInterviews(notebook);

    tap('Change who and when');
    tap('Sam Dale');
    fireEvent.change(screen.getByLabelText('When'), { target: { value: '2023-11-13T10:40' } });
    fireEvent.blur(screen.getByLabelText('When'));

    await screen.findByText('Asked by Sam Dale, 13 Nov, 10:40');
  });

  test('shows both wordings where two tablets put down the same answer apart', async () => {
    const notebook = await taughtLesson();
    const of = { lesson: LESSON, letter: 'A', me: 'maria' } as const;
    const prompt = { id: 'usual1', question: LIKED, order: 1 };
    await saveAnswer(notebook, of, prompt, 'The cards.');
    await saveAnswer(notebook, of, prompt, 'The cards with halves.', { text: ['something else'] });

    await openInterviews(notebook);

    within(await screen.findByRole('group', { name: /^Two people wrote here at the same time/ })).getByText(
      'The cards.',
    );
  });
});

describe('the prompts', () => {
  test('can be reworded, and words already put down keep the question as it was asked', async () => {
    const notebook = await taughtLesson();
    await openInterviews(notebook);
    putDown(LIKED, 'The cards.');
    await screen.findByRole('link', { name: /Robin 1 answer/ });

    tap('Change the prompts');
    putDown('Prompt 1', 'What was best?');
    putDown('Prompt 2', 'What is new to you?');

    await waitFor(() => expect(asked('Robin')).toEqual([LIKED, 'What is new to you?', HELPED, CHANGE]));
    turnTo(/Wren/);
    await waitFor(() =>
      expect(asked('Wren')).toEqual(['What was best?', 'What is new to you?', HELPED, CHANGE]),
    );
  });

  test('emptied have their usual wording again, which does not come back under the fingers of a typist', async () => {
    const notebook = await taughtLesson();
    await openInterviews(notebook);
    tap('Change the prompts');
    putDown('Prompt 1', 'What was best?');
    await waitFor(() => expect(asked('Robin')[0]).toBe('What was best?'));

    putDown('Prompt 1', '');
    await waitFor(() => expect(asked('Robin')[0]).toBe(LIKED));
    expect(screen.getByLabelText<HTMLTextAreaElement>('Prompt 1').value).toBe('');
    tap('Close');
    tap('Change the prompts');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Prompt 1').value).toBe(LIKED);
    putDown('Prompt 1', 'What was fun?');

    await waitFor(() => expect(asked('Robin')[0]).toBe('What was fun?'));
    expect((await prompts(notebook))[0]?.beside).toBeUndefined();
  });

  test('can be added, put in another order and removed without dragging, and a removed one brought back', async () => {
    const notebook = await taughtLesson();
    await openInterviews(notebook);
    tap('Change the prompts');

    tap('Add a prompt');
    await screen.findByLabelText('Prompt 5');
    expect(asked('Robin')).toHaveLength(4);
    putDown('Prompt 5', 'Who did you talk with?');
    await waitFor(() => expect(asked('Robin')[4]).toBe('Who did you talk with?'));
    tap('Move earlier: Prompt 5');
    await waitFor(() => expect(asked('Robin')[3]).toBe('Who did you talk with?'));
    tap('Remove prompt 1');
    await waitFor(() => expect(asked('Robin')[0]).toBe(CAN_DO));
    await screen.findByText('Prompt removed. What pupils said to it is kept.');
    tap('Undo');

    await waitFor(() =>
      expect(asked('Robin')).toEqual([LIKED, CAN_DO, HELPED, 'Who did you talk with?', CHANGE]),
    );
  });

  test('that go take no words with them, and the usual ones come back where none is left', async () => {
    const notebook = await taughtLesson();
    await openInterviews(notebook);
    putDown(CHANGE, 'Harder ones.');
    await screen.findByRole('link', { name: /Robin 1 answer/ });
    tap('Change the prompts');

    for (let left = 4; left > 0; left--) {
      tap('Remove prompt 1');
      await waitFor(() =>
        expect(screen.queryAllByRole('button', { name: /^Remove prompt/ })).toHaveLength(left - 1),
      );
    }
    expect(await prompts(notebook)).toEqual([]);
    await waitFor(() => expect(asked('Robin')).toEqual([CHANGE]));
    expect(screen.getByLabelText<HTMLTextAreaElement>(CHANGE).value).toBe('Harder ones.');
    tap('Take the four usual prompts');

    await waitFor(() => expect(asked('Robin')).toEqual([LIKED, CAN_DO, HELPED, CHANGE]));
  });
});

describe('the five minutes', () => {
  const time = () => screen.getByRole('timer').textContent;

  test('are started, paused and gone on with, and counted on calmly when they are over', async () => {
    await openInterviews(await taughtLesson());
    await screen.findByRole('button', { name: 'Start five minutes' });
    expect(time()).toBe('5:00 left');

    tap('Start five minutes');
    pass(100 * SECOND);
    expect(time()).toBe('3:20 left');
    tap('Pause');
    pass(600 * SECOND);
    expect(time()).toBe('3:20 left');
    tap('Go on');
    pass(199 * SECOND);
    expect(screen.queryByText(/are over/)).toBeNull();
    pass(24 * SECOND);

    expect(time()).toBe('0:23 over');
    within(screen.getByRole('group', { name: 'Time with Robin' })).getByText(
      'Five minutes are over. Finish when it suits you both.',
    );
  });

  test('can be set back to five minutes', async () => {
    await openInterviews(await taughtLesson());
    await screen.findByRole('button', { name: 'Start five minutes' });
    tap('Start five minutes');
    pass(30 * SECOND);
    tap('Pause');

    tap('Back to 5:00');

    expect(time()).toBe('5:00 left');
    screen.getByRole('button', { name: 'Start five minutes' });
  });

  test('run on while the page is opened anew, and a pause stays one', async () => {
    const notebook = await taughtLesson();
    await openInterviews(notebook);
    await screen.findByRole('button', { name: 'Start five minutes' });
    tap('Start five minutes');
    pass(60 * SECOND);

    cleanup();
    elapsed += 20 * SECOND;
    await openInterviews(notebook);
    await screen.findByRole('button', { name: 'Pause' });
    expect(time()).toBe('3:40 left');
    tap('Pause');
    cleanup();
    elapsed += 20 * SECOND;
    await openInterviews(notebook);

    await screen.findByRole('button', { name: 'Go on' });
    expect(time()).toBe('3:40 left');
  });

  test('left running for longer than anybody talks are paused where they were left', async () => {
    const notebook = await taughtLesson();
    await openInterviews(notebook);
    await screen.findByRole('button', { name: 'Start five minutes' });
    tap('Start five minutes');
    pass(60 * SECOND);
    cleanup();

    elapsed += 31 * 60 * SECOND;
    await openInterviews(notebook);

    await screen.findByRole('button', { name: 'Go on' });
    expect(time()).toBe('4:00 left');
  });

  test('with the next pupil are the end of those with the last, and how long it took is kept', async () => {
    const notebook = await taughtLesson();
    await openInterviews(notebook);
    await screen.findByRole('button', { name: 'Start five minutes' });
    tap('Start five minutes');
    pass(240 * SECOND);
    screen.getByRole('link', { name: /Robin Talking now/ });

    turnTo(/Wren/);
    await screen.findByRole('list', { name: 'What Wren says' });
    tap('Start five minutes');

    await screen.findByRole('link', { name: /Wren Talking now/ });
    screen.getByRole('link', { name: /Robin Not asked yet/ });
    turnTo(/Robin/);
    await screen.findByText(/^Asked by Maria Evans, .*, 4:00 minutes$/);
    expect(time()).toBe('1:00 left');
  });
});
