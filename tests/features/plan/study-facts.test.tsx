// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { NewStudyScreen } from '../../../src/features/plan/new-study-screen.tsx';
import { StudiesScreen } from '../../../src/features/plan/studies-screen.tsx';
import { StudyScreen } from '../../../src/features/plan/study-screen.tsx';
import { setLanguage } from '../../../src/i18n/language.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { groundRules } from '../../../src/notebook/read-ground-rules.ts';
import { lessonPlan, studies, studyOverview } from '../../../src/notebook/read-study.ts';
import { keepRealNames, realNames } from '../../../src/notebook/real-names.ts';
import { addGroundRule, updateGroundRule } from '../../../src/notebook/write-ground-rules.ts';
import {
  addLesson,
  addStage,
  setCriterion,
  setPrediction,
  updateLesson,
  updatePupil,
  updateStudy,
} from '../../../src/notebook/write-plan.ts';
import { newStudy, newTeam, show } from './open-plan.tsx';

const pressed = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const rulesOf = async (notebook: Notebook, study: string) =>
  (await groundRules(notebook, study)).map(({ text }) => text);
const newest = async (notebook: Notebook) => (await studies(notebook))[0]?.id ?? '';

afterEach(() => act(() => setLanguage('en')));

describe('the group agreement', () => {
  test.each([
    ['en', 'Start planning', /Evidence before opinion/],
    ['cy', 'Dechrau cynllunio', /Tystiolaeth cyn barn/],
  ] as const)('begins with usual rules in the language of the team: %s', async (language, start, rule) => {
    act(() => setLanguage(language));
    const notebook = await newTeam();
    show(notebook, <NewStudyScreen />);

    await pressed(start);

    await waitFor(async () => expect(await studies(notebook)).toHaveLength(1));
    const rules = await rulesOf(notebook, await newest(notebook));
    expect(rules).toHaveLength(8);
    expect(rules.some((text) => rule.test(text))).toBe(true);
  });

  test('is changed, put in another order and shortened, and a removed rule comes back', async () => {
    const notebook = await newTeam();
    const { study } = await newStudy(notebook);
    for (const [index, text] of ['One', 'Two', 'Three'].entries()) {
      await updateGroundRule(notebook, await addGroundRule(notebook, study, index + 1), text);
    }
    show(notebook, <StudyScreen studyId={study} tab="question" />);

    const first = await screen.findByLabelText('Rule 1');
    fireEvent.change(first, { target: { value: 'One, in our words' } });
    fireEvent.blur(first);
    await pressed('Reorder or remove');
    const later = await screen.findByRole('button', { name: 'Move later: Rule 1' });
    later.focus();
    fireEvent.click(later);
    await waitFor(async () =>
      expect(await rulesOf(notebook, study)).toEqual(['Two', 'One, in our words', 'Three']),
    );
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Move later: Rule 2'),
    );
    await pressed('Remove rule 3');
    await waitFor(async () => expect(await rulesOf(notebook, study)).toEqual(['Two', 'One, in our words']));
    // Neither what was pressed nor the way back leaves the keyboard nowhere.
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Undo'));
    await pressed('Undo');

    await waitFor(async () =>
      expect(await rulesOf(notebook, study)).toEqual(['Two', 'One, in our words', 'Three']),
    );
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Add a rule'));
  });

  test('of a study without one offers the usual rules', async () => {
    const notebook = await newTeam();
    const { study } = await newStudy(notebook);
    show(notebook, <StudyScreen studyId={study} tab="question" />);

    (await screen.findByRole('button', { name: 'Begin with the usual rules' })).focus();
    await pressed('Begin with the usual rules');

    await screen.findByDisplayValue('We question ideas, not people.');
    expect(document.activeElement?.textContent).toBe('Add a rule');
  });
});

describe('a list of real names', () => {
  test('is typed in, stays on the tablet, and warns where a name turns up', async () => {
    const notebook = await newTeam();
    const { study } = await newStudy(notebook);
    const sent = await notebook.outbox.count();
    show(notebook, <StudyScreen studyId={study} tab="pupils" />);

    const details = (await screen.findByText('Real names to look out for')).closest('details') as HTMLElement;
    act(() => {
      (details as HTMLDetailsElement).open = true;
      fireEvent(details, new Event('toggle'));
    });
    const field = await screen.findByLabelText('Names, one on each line');
    fireEvent.change(field, { target: { value: 'Tomos\nSiân' } });
    fireEvent.blur(field);
    await waitFor(async () => expect(await realNames(notebook)).toEqual(['Tomos', 'Siân']));
    expect(await notebook.outbox.count()).toBe(sent);

    const point = screen.getAllByLabelText('Starting point')[0] as HTMLElement;
    fireEvent.change(point, { target: { value: "Sits on Sian's table" } });

    const warning = await screen.findByRole('alert');
    expect(warning.textContent).toContain('“Siân” is on the list of real names');
  });

  test('says so when it could not be kept, and is kept when the field is left', async () => {
    const notebook = await newTeam();
    const { study } = await newStudy(notebook);
    let isDiskFull = true;
    notebook.meta.hook('creating', (key) => {
      if (key === 'realNames' && isDiskFull) throw new DOMException('Full.', 'QuotaExceededError');
    });
    show(notebook, <StudyScreen studyId={study} tab="pupils" />);
    const details = (await screen.findByText('Real names to look out for')).closest('details') as HTMLElement;
    act(() => {
      (details as HTMLDetailsElement).open = true;
      fireEvent(details, new Event('toggle'));
    });
    const field = await screen.findByLabelText('Names, one on each line');

    fireEvent.change(field, { target: { value: 'Tomos' } });
    expect((await screen.findByRole('alert')).textContent).toContain('could not be saved');

    isDiskFull = false;
    fireEvent.blur(field);
    await waitFor(async () => expect(await realNames(notebook)).toEqual(['Tomos']));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  test('warns in the form of a new study too', async () => {
    const notebook = await newTeam();
    await keepRealNames(notebook, ['Tomos']);
    show(notebook, <NewStudyScreen />);

    fireEvent.change(await screen.findByLabelText('Alias of pupil A'), { target: { value: 'tomos' } });

    await screen.findByText(/“Tomos” is on the list of real names/);
  });
});

describe('the facts of a study', () => {
  test('show who is in the team and as what', async () => {
    const notebook = await newTeam();
    const { study } = await newStudy(notebook);
    show(notebook, <StudyScreen studyId={study} tab="question" />);

    const team = within(await screen.findByRole('list', { name: 'The team' }));

    expect((await team.findAllByRole('listitem')).map((item) => item.textContent)).toEqual([
      'MJM. Jones member',
      'RER. Evans lead',
    ]);
  });

  test('photos of work are forbidden until somebody allows them', async () => {
    const notebook = await newTeam();
    const { study } = await newStudy(notebook);
    show(notebook, <StudyScreen studyId={study} tab="pupils" />);

    const [first] = await screen.findAllByLabelText<HTMLInputElement>('Photos of work allowed');
    expect(first?.checked).toBe(false);
    fireEvent.click(first as HTMLElement);

    await waitFor(async () =>
      expect(
        (await studyOverview(notebook, study))?.pupils.map(({ photosAllowed }) => photosAllowed),
      ).toEqual([true, false, false]),
    );
  });

  test('a study that is finished after two lessons says so and offers no third', async () => {
    const notebook = await newTeam();
    const { study } = await newStudy(notebook);
    await addLesson(notebook, study);
    show(notebook, <StudyScreen studyId={study} tab="question" />);

    await screen.findByText('Three lessons are usual; you may finish after two.');
    await screen.findByRole('button', { name: 'Add Lesson 3' });
    fireEvent.change(screen.getByLabelText('Status'), { target: { value: 'finished' } });

    await screen.findByText(/This study ended with Lesson 2\./);
    expect(screen.queryByRole('button', { name: 'Add Lesson 3' })).toBeNull();
  });

  test('a new study will be looked at again in a year', async () => {
    const notebook = await newTeam();
    show(notebook, <NewStudyScreen />);

    await pressed('Start planning');

    await waitFor(async () => expect((await studies(notebook))[0]?.reviewOn).toBe('2024-11-14'));
  });

  test('the review date is offered anew when the study ends after it', async () => {
    const notebook = await newTeam();
    const { study } = await newStudy(notebook);
    await updateStudy(notebook, study, { reviewOn: '2024-11-14', endsOn: '2025-03-01' });
    show(notebook, <StudyScreen studyId={study} tab="question" />);

    await pressed('Set to 1 March 2026');

    await waitFor(async () => expect((await studies(notebook))[0]?.reviewOn).toBe('2026-03-01'));
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Set to/ })).toBeNull());
  });

  test('the review date, when it has come, is on every page of the study until it is decided', async () => {
    const notebook = await newTeam();
    const { study } = await newStudy(notebook);
    await updateStudy(notebook, study, { reviewOn: '2023-11-14' });
    show(notebook, <StudyScreen studyId={study} tab="coverage" />);

    await screen.findByText(/You wanted to decide by 14 November 2023/);
    await pressed('Keep until 14 November 2024');

    await waitFor(() => expect(screen.queryByText(/You wanted to decide/)).toBeNull());
  });
});

describe('copying', () => {
  test('a study takes one tap: question, class, agreement, lessons and stages, but no pupil and no date', async () => {
    const notebook = await newTeam();
    const { study, lesson, stages } = await newStudy(notebook, ['Starter', 'Model']);
    await updateStudy(notebook, study, {
      focusQuestion: 'How can we?',
      school: 'Brynafon',
      endsOn: '2024-01-31',
    });
    await updateLesson(notebook, lesson, { title: 'Halves', aim: 'Compare', date: '2023-11-20' });
    await setPrediction(notebook, stages[0] as string, 'A', 'Joins in.');
    await updateGroundRule(notebook, await addGroundRule(notebook, study, 1), 'Our rule');
    await updatePupil(notebook, study, 'A', { photosAllowed: true });
    const { location } = show(notebook, <StudiesScreen />);

    await pressed('Copy the study Fractions');

    await waitFor(() => expect(location.history?.at(-1)).toMatch(/\/pupils$/));
    const copy = await newest(notebook);
    const plan = await lessonPlan(notebook, `${copy}.1`);
    expect(plan?.study).toMatchObject({
      title: 'Copy of Fractions',
      focusQuestion: 'How can we?',
      school: 'Brynafon',
      endsOn: '',
      status: '',
    });
    expect(plan?.lesson).toMatchObject({ title: 'Halves', aim: 'Compare', date: '' });
    expect(plan?.stages.map(({ name }) => name)).toEqual(['Starter', 'Model']);
    expect(plan?.predictions.size).toBe(0);
    expect(plan?.pupils.map(({ alias, photosAllowed }) => [alias, photosAllowed])).toEqual([
      ['', false],
      ['', false],
      ['', false],
    ]);
    expect(await rulesOf(notebook, copy)).toEqual(['Our rule']);
  });

  test('a lesson that was removed comes back with its plan when it is added again', async () => {
    const notebook = await newTeam();
    const { study } = await newStudy(notebook);
    const second = (await addLesson(notebook, study)) as string;
    await addStage(notebook, second, { order: 1, name: 'Starter' });
    await setCriterion(notebook, second, 'A', 'Says why.');
    const { LessonPlanScreen } = await import('../../../src/features/plan/lesson-plan-screen.tsx');
    show(notebook, <LessonPlanScreen lessonId={second} />);

    await pressed('Remove Lesson 2');
    await waitFor(async () => expect((await studyOverview(notebook, study))?.lessons).toHaveLength(1));
    expect(await addLesson(notebook, study)).toBe(second);

    const plan = await lessonPlan(notebook, second);
    expect(plan?.stages.map(({ name }) => name)).toEqual(['Starter']);
    expect(plan?.criteria.A?.text).toBe('Says why.');
    expect(plan?.lesson.restored).toBeUndefined();
  });
});
