import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, test } from 'vitest';
import demo from '../../../src/features/demo/demo-study.json' with { type: 'json' };
import { loadDemo } from '../../../src/features/demo/load-demo.ts';
import { Notebook } from '../../../src/notebook/database.ts';
import { lessonInterviews } from '../../../src/notebook/read-interviews.ts';
import { commentsByAbout } from '../../../src/notebook/read-comments.ts';
import { agreedFindings, studyFindings } from '../../../src/notebook/read-findings.ts';
import { lessonRecord } from '../../../src/notebook/read-lesson.ts';
import { lessonPlan, studies, studyOverview } from '../../../src/notebook/read-study.ts';
import { members, team } from '../../../src/notebook/read-team.ts';

const STUDY = 'study-fractions-y5';
let notebook: Notebook;

beforeAll(async () => {
  notebook = new Notebook({
    team: 'demo',
    device: 'ddemo',
    now: () => Date.UTC(2026, 10, 20),
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
  });
  await loadDemo(notebook);
});

describe('the demo study', () => {
  test('has its team, its people and one study of three lessons', async () => {
    expect((await team(notebook))?.tags).toEqual(demo.tags);
    expect((await members(notebook)).map(({ id }) => id)).toEqual(['m-ash', 'm-mari', 'm-sam']);
    expect((await studies(notebook)).map(({ id }) => id)).toEqual([STUDY]);
    const overview = await studyOverview(notebook, STUDY);
    expect(overview?.pupils.map(({ letter, alias }) => [letter, alias])).toEqual([
      ['A', 'Robin'],
      ['B', 'Wren'],
      ['C', 'Heron'],
    ]);
    expect(overview?.lessons.map(({ date, time }) => `${date} ${time}`)).toEqual([
      '2026-10-06 09:35',
      '2026-10-13 09:35',
      '2026-11-03 09:35',
    ]);
  });

  test('has the plan of each lesson: stages, criteria, predictions, who watches whom', async () => {
    const plan = await lessonPlan(notebook, `${STUDY}.1`);

    expect(plan?.stages.map(({ name, minutes }) => [name, minutes])).toEqual(
      demo.lessons[0]?.stages.map(({ name, fromMinute, toMinute }) => [name, toMinute - fromMinute]),
    );
    expect(plan?.criteria.A?.text).toBe('Explains a comparison using the size of the parts.');
    expect(plan?.predictions.size).toBe(15);
    expect(plan?.predictions.get('rl1-s1.C')?.text).toBe('Chooses one eighth because eight is more.');
    expect(plan?.watches.get('m-sam')).toEqual(['B', 'C']);
    expect(plan?.watches.get('m-ash')).toEqual(['A']);
  });

  test('has all 48 notes, each with its observer, its pupil, its stage and its time', async () => {
    const records = await Promise.all(
      ['1', '2', '3'].map((number) => lessonRecord(notebook, `${STUDY}.${number}`)),
    );
    const notes = records.flatMap((record) => record.notes);

    const found = notes.map((note) => [
      note.id.split('.')[2],
      note.observer,
      note.pupil,
      note.stage,
      note.atMs,
    ]);
    const letters: Record<string, string> = { 'case-a': 'A', 'case-b': 'B', 'case-c': 'C' };
    const expected = demo.notes.map((note) => [
      note.id,
      note.observerId,
      letters[note.caseId ?? ''] ?? 'class',
      note.stageId ?? '',
      note.offsetSeconds * 1000,
    ]);
    expect(notes).toHaveLength(48);
    expect(found.toSorted()).toEqual(expected.toSorted());
    expect(notes.filter((note) => note.afterLesson)).toHaveLength(3);
  });

  test('has one sitting of each observer in each lesson, with its stage marks', async () => {
    const { sittings, stageMarks } = await lessonRecord(notebook, `${STUDY}.2`);

    expect(sittings.map(({ member }) => member).toSorted()).toEqual(['m-ash', 'm-mari', 'm-sam']);
    expect(stageMarks).toHaveLength(15);
    for (const mark of stageMarks)
      expect(sittings.map(({ id }) => id)).toContain(`${STUDY}.2.${mark.sitting}`);
  });

  test("keeps an observer's last mark against a prediction", async () => {
    const { matches } = await lessonRecord(notebook, `${STUDY}.1`);

    expect(matches.get('rl1-s1.C.m-sam')?.value).toBe('as');
    expect(matches.get('rl1-s2.A.m-ash')?.value).toBe('not');
  });

  test('has what each pupil said after each lesson, with the question, who asked and for how long', async () => {
    const all = await Promise.all(
      ['1', '2', '3'].map((number) => lessonInterviews(notebook, `${STUDY}.${number}`)),
    );

    const { interview, answers } = all[0]!.A;
    expect(interview).toMatchObject({
      interviewer: 'm-ash',
      heldAt: Date.parse('2026-10-06T10:40:00+01:00'),
      elapsedMs: 4 * 60_000,
    });
    expect(answers.map(({ question, text }) => [question, text])).toEqual(
      demo.interviews[0]?.answers.map(({ text }, index) => [demo.interviewQuestions[index]?.text, text]),
    );
    expect(all.flatMap(({ A, B, C }) => [A, B, C]).map((each) => each.answers.length)).toEqual(
      Array.from({ length: 9 }, () => 4),
    );
  });

  test('has three agreed findings that stand on notes of its lessons, and what was said about them', async () => {
    const found = await studyFindings(notebook, STUDY);
    const comments = await commentsByAbout(notebook, STUDY);

    expect(found.map(({ finding }) => finding.claim)).toEqual(demo.outcome.learned.map(({ text }) => text));
    expect(found.map(({ standing }) => standing)).toEqual(['stands', 'stands', 'stands']);
    expect(found.flatMap(({ evidence }) => evidence.map(({ note }) => note?.id.split('.')[2]))).toEqual(
      demo.outcome.learned.flatMap(({ evidence }) => evidence),
    );
    expect((await agreedFindings(notebook)).map(({ study }) => study.id)).toEqual([STUDY, STUDY, STUDY]);
    expect([...comments.keys()]).toEqual([`findings/${STUDY}.finding2`, `notes/${STUDY}.2.n034`]);
  });

  test('leaves nothing to send and nothing to take back', async () => {
    expect(await notebook.outbox.count()).toBe(0);
    expect(await notebook.undoSteps.count()).toBe(0);
  });

  test('is the same study when it is loaded again after being stopped', async () => {
    await loadDemo(notebook);

    const { notes } = await lessonRecord(notebook, `${STUDY}.1`);
    expect(notes).toHaveLength(demo.notes.filter(({ lessonId }) => lessonId === 'rl1').length);
    expect(await notebook.outbox.count()).toBe(0);
  });
});
