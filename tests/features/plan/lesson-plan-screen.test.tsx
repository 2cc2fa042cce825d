// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { eraseForEveryone } from '../../../src/notebook/erase.ts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { LessonPlanScreen } from '../../../src/features/plan/lesson-plan-screen.tsx';
import { commit } from '../../../src/notebook/commit.ts';
import { saveDraft } from '../../../src/notebook/drafts.ts';
import { lessonPlan, predictionKey } from '../../../src/notebook/read-study.ts';
import { addLesson, setCriterion, setPrediction, updatePupil } from '../../../src/notebook/write-plan.ts';
import { newNotebook } from '../../support/tablet.ts';
import { newStudy, newTeam, show } from './open-plan.tsx';

afterEach(() => vi.restoreAllMocks());

const stageHeadings = () =>
  screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent);
const pressed = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

describe('a prediction', () => {
  test('is saved when typing pauses, once, and not on each key', async () => {
    const notebook = await newTeam();
    const { lesson, stages } = await newStudy(notebook, ['Starter']);
    const [starter] = stages as [string];
    show(notebook, <LessonPlanScreen lessonId={lesson} />);
    const field = await screen.findByLabelText('Prediction for Bethan: stage 1 Starter');
    const savesBefore = await notebook.outbox.count();

    for (const text of ['L', 'Le', 'Leads', 'Leads the counting.']) {
      fireEvent.change(field, { target: { value: text } });
    }
    const savesWhileTyping = await notebook.outbox.count();
    await waitFor(async () => {
      const plan = await lessonPlan(notebook, lesson);
      expect(plan?.predictions.get(predictionKey(starter, 'B'))?.text).toBe('Leads the counting.');
    });

    expect(savesWhileTyping).toBe(savesBefore);
    expect(await notebook.outbox.count()).toBe(savesBefore + 1);
  });

  test('is saved at once when the field is left', async () => {
    const notebook = await newTeam();
    const { lesson, stages } = await newStudy(notebook, ['Starter']);
    const [starter] = stages as [string];
    show(notebook, <LessonPlanScreen lessonId={lesson} />);
    const field = await screen.findByLabelText('Prediction for Aled: stage 1 Starter');

    fireEvent.change(field, { target: { value: 'Joins in.' } });
    fireEvent.blur(field);

    await waitFor(
      async () =>
        expect((await lessonPlan(notebook, lesson))?.predictions.get(predictionKey(starter, 'A'))?.text).toBe(
          'Joins in.',
        ),
      { timeout: 400 },
    );
  });

  test.each(['<script>alert(1)</script> & <b>bold</b>', 'שלום, אני מונה רבעים 👩🏽‍🏫'])(
    'keeps %s as typed and shows it as text',
    async (text) => {
      const notebook = await newTeam();
      const { lesson, stages } = await newStudy(notebook, [text]);
      const [stage] = stages as [string];
      await setPrediction(notebook, stage, 'C', text);
      await updatePupil(notebook, lesson.slice(0, -2), 'C', { alias: text });

      const { container } = show(notebook, <LessonPlanScreen lessonId={lesson} />);

      const field = await screen.findByDisplayValue(text);
      expect(field.getAttribute('dir')).toBe('auto');
      expect(container.querySelector('script, b')).toBeNull();
      expect(screen.getByRole('heading', { level: 3 }).textContent).toContain(text);
    },
  );
});

describe('what is still open', () => {
  test('names the pupil whose predictions are missing and says that observing needs none', async () => {
    const notebook = await newTeam();
    const { lesson, stages } = await newStudy(notebook, ['Starter', 'Model']);
    for (const letter of ['A', 'B', 'C'] as const) await setCriterion(notebook, lesson, letter, 'Says why.');
    for (const stage of stages) {
      await setPrediction(notebook, stage, 'A', 'Joins in.');
      await setPrediction(notebook, stage, 'B', 'Leads.');
    }

    show(notebook, <LessonPlanScreen lessonId={lesson} />);

    await screen.findByText('Still open: 2 predictions for Carys. You can observe without them.');
    expect(screen.getByRole('link', { name: 'Start observing' }).getAttribute('href')).toMatch(
      /\/lessons\/1\/observe$/,
    );
  });

  test('says that a lesson needs three aliases, and leads there instead of to the lesson', async () => {
    const notebook = await newTeam();
    const { lesson, study } = await newStudy(notebook, ['Starter']);
    await updatePupil(notebook, study, 'C', { alias: ' ' });

    show(notebook, <LessonPlanScreen lessonId={lesson} />);

    await screen.findByText(/Before you can observe, give these pupils an alias: Pupil C\./);
    expect(screen.queryByRole('link', { name: 'Start observing' })).toBeNull();
  });

  test('offers the review only when there are notes', async () => {
    const notebook = await newTeam();
    const { lesson } = await newStudy(notebook, ['Starter']);
    show(notebook, <LessonPlanScreen lessonId={lesson} />);
    await screen.findByRole('link', { name: 'Start observing' });
    const before = screen.queryByRole('link', { name: 'Review together' });

    await commit(notebook, [{ table: 'notes', row: `${lesson}.n1`, fields: { text: 'Counts.', atMs: 1 } }]);

    expect(before).toBeNull();
    await screen.findByRole('link', { name: 'Review together' });
  });
});

describe('stages', () => {
  test('move by buttons, and the buttons keep the keyboard', async () => {
    const notebook = await newTeam();
    const { lesson } = await newStudy(notebook, ['Starter', 'Model', 'Task']);
    show(notebook, <LessonPlanScreen lessonId={lesson} />);

    await pressed('1 Starter, edit');
    const later = await screen.findByRole('button', { name: 'Move later' });
    later.focus();
    fireEvent.click(later);

    await screen.findByText('Stage 2 of 3');
    expect(document.activeElement?.textContent).toBe('Move later');
    expect((await lessonPlan(notebook, lesson))?.stages.map(({ name }) => name)).toEqual([
      'Model',
      'Starter',
      'Task',
    ]);
  });

  test('are added from presets in the order they are tapped', async () => {
    const notebook = await newTeam();
    const { lesson } = await newStudy(notebook);
    show(notebook, <LessonPlanScreen lessonId={lesson} />);

    await pressed('Starter');
    await pressed('Add a stage');
    await pressed('Exit question');

    await waitFor(() => expect(stageHeadings()).toEqual(['1 Starter', '2 Exit question']));
  });

  test('are removed without a question and come back with what was predicted', async () => {
    const notebook = await newTeam();
    const { lesson, stages } = await newStudy(notebook, ['Starter', 'Model']);
    await setPrediction(notebook, stages[0] as string, 'A', 'Joins in.');
    show(notebook, <LessonPlanScreen lessonId={lesson} />);

    await pressed('1 Starter, edit');
    await pressed('Remove stage');
    await waitFor(() => expect(stageHeadings()).toEqual(['1 Model']));
    await pressed('Undo');

    await waitFor(() => expect(stageHeadings()).toEqual(['1 Starter', '2 Model']));
    expect(screen.getByDisplayValue('Joins in.')).toBeTruthy();
  });

  test('are copied from the lesson before, and taken out again', async () => {
    const notebook = await newTeam();
    const { study, stages } = await newStudy(notebook, ['Starter', 'Model']);
    await setPrediction(notebook, stages[1] as string, 'B', 'Links the fold.');
    const second = (await addLesson(notebook, study)) as string;
    show(notebook, <LessonPlanScreen lessonId={second} />);

    await pressed('Copy the plan of Lesson 1');
    await screen.findByText('2 stages copied from Lesson 1, with their predictions.');
    await screen.findByDisplayValue('Links the fold.');
    await pressed('Take them out again');

    await screen.findByText('No stages yet');
    expect((await lessonPlan(notebook, `${study}.1`))?.stages).toHaveLength(2);
  });
});

test('[N2] a stage whose fields were half written when the page died is open again, with the words', async () => {
  const notebook = await newTeam();
  const { lesson, stages } = await newStudy(notebook, ['Starter', 'Model']);
  const draft = { text: 'Hands out the str', over: [''] };
  await saveDraft(notebook, `field:stages/${stages[1]}/teacherDoes`, draft);

  show(notebook, <LessonPlanScreen lessonId={lesson} />);

  expect(await screen.findByDisplayValue('Hands out the str')).toBe(
    screen.getByLabelText('What the teacher does'),
  );
  await waitFor(async () =>
    expect((await lessonPlan(notebook, lesson))?.stages[1]?.teacherDoes).toBe('Hands out the str'),
  );
});

describe('an address of a lesson', () => {
  test('that is not there yet offers to add it', async () => {
    const notebook = await newTeam();
    const { study } = await newStudy(notebook);
    const { location } = show(notebook, <LessonPlanScreen lessonId={`${study}.2`} />);

    const empty = (await screen.findByText('Lesson 2 is not there yet')).closest('section') as HTMLElement;
    fireEvent.click(within(empty).getByRole('button', { name: 'Add Lesson 2' }));

    await waitFor(() => expect(location.history?.at(-1)).toBe(`/studies/${study}/lessons/2`));
    await screen.findByText('No stages yet');
  });

  test('that can never be says so', async () => {
    const notebook = await newTeam();
    const { study } = await newStudy(notebook);

    show(notebook, <LessonPlanScreen lessonId={`${study}.9`} />);

    await screen.findByText('There is no such lesson');
  });
});

test('two pupils who are left have the width of two columns', async () => {
  const notebook = await newTeam();
  const { study, lesson } = await newStudy(notebook, ['Starter']);
  const grid = () => screen.getByRole('region', { name: 'What is new for each pupil' }).parentElement?.style;
  show(notebook, <LessonPlanScreen lessonId={lesson} />);
  await screen.findByLabelText('Prediction for Carys: stage 1 Starter');
  expect(grid()?.getPropertyValue('--pupils')).toBe('3');

  await eraseForEveryone(notebook, { scope: `${study}.C`, erasedBy: 'mari' });

  await waitFor(() => expect(grid()?.getPropertyValue('--pupils')).toBe('2'));
});

describe('a tap that the tablet does not take', () => {
  test('is told, and what stood there still stands: moving, removing and adding a stage, who teaches', async () => {
    const notebook = await newTeam();
    const { lesson } = await newStudy(notebook, ['Starter', 'Main']);
    show(notebook, <LessonPlanScreen lessonId={lesson} />);
    fireEvent.click((await screen.findAllByRole('button', { name: /Starter/ }))[0] as HTMLElement);
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.spyOn(notebook, 'transaction').mockRejectedValue(new Error('full'));
    const told = async (count: number) => {
      await waitFor(() =>
        expect(screen.getAllByText(/could not be saved on this tablet/)).toHaveLength(count),
      );
    };

    await pressed('Move later');
    await told(1);
    await pressed('Remove stage');
    await told(2);
    fireEvent.change(screen.getByLabelText('Teacher'), { target: { value: 'mair' } });
    await told(3);
    await pressed('Add a stage');
    await pressed('Empty stage');
    await told(4);

    const plan = await lessonPlan(notebook, lesson);
    expect(plan?.stages.map(({ name }) => name)).toEqual(['Starter', 'Main']);
    expect(plan?.lesson.teacher).toBe('');
  });
});

describe('while the notebook does not answer', () => {
  test('[N3] the words of a field lie in the spare drafts, the field says so, and the next page has them', async () => {
    const notebook = await newTeam();
    const { lesson, stages } = await newStudy(notebook, ['Starter']);
    const [starter] = stages as [string];
    show(notebook, <LessonPlanScreen lessonId={lesson} />);
    const label = 'Prediction for Bethan: stage 1 Starter';
    const field = await screen.findByLabelText(label);
    vi.spyOn(notebook, 'transaction').mockImplementation((() => new Promise(() => undefined)) as never);
    vi.spyOn(notebook.drafts, 'put').mockImplementation((() => new Promise(() => undefined)) as never);

    fireEvent.change(field, { target: { value: 'Leads' } });
    await waitFor(async () => expect(await notebook.spare.drafts.count()).toBe(1));
    fireEvent.change(field, { target: { value: 'Leads the counting.' } });
    await screen.findByText(/Your words are still here/, {}, { timeout: 4_000 });

    const kept = (await notebook.spare.drafts.toArray()).map(({ key, value }) => ({ key, value }));
    expect(kept).toMatchObject([{ value: { text: 'Leads the counting.' } }]);
    cleanup();
    vi.restoreAllMocks();
    const next = newNotebook({ team: notebook.team, seed: 2 });
    show(next, <LessonPlanScreen lessonId={lesson} />);
    const there = await screen.findByLabelText<HTMLTextAreaElement>(label);
    await waitFor(() => expect(there.value).toBe('Leads the counting.'));
    await waitFor(async () => {
      const plan = await lessonPlan(next, lesson);
      expect(plan?.predictions.get(predictionKey(starter, 'B'))?.text).toBe('Leads the counting.');
    });
    await waitFor(async () => expect(await next.spare.drafts.count()).toBe(0));
  });
});
