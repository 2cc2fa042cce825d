import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { childId } from '../../src/domain/ids.ts';
import { commit } from '../../src/notebook/commit.ts';
import type { Notebook } from '../../src/notebook/database.ts';
import { lessonNotes, lessonRecord } from '../../src/notebook/read-lesson.ts';
import { below } from '../../src/notebook/read.ts';
import { undo } from '../../src/notebook/undo.ts';
import { addNote, editNote, endSitting, markStage, startSitting } from '../../src/notebook/write-lesson.ts';
import { correctMarks, type MarkCorrection } from '../../src/notebook/write-marks.ts';
import { newNotebook } from '../support/tablet.ts';

const LESSON = 'study.1';
const MINUTE = 60_000;
const STARTER = childId(LESSON, 'starter');
const TASK = childId(LESSON, 'task');

describe('correcting stage marks', () => {
  test('moves the notes between into the stage they were really in, with their times', async () => {
    const { notebook, correct, markOf, notes } = await lessonWithMarks();

    await correct({ kind: 'change', mark: await markOf('task'), atMs: 4 * MINUTE });

    expect(await notes()).toEqual([
      ['at 3', 'starter', 3 * MINUTE],
      ['at 5', 'task', 5 * MINUTE],
      ['at 9', 'task', 9 * MINUTE],
    ]);
    expect((await below(notebook, 'interactions', LESSON))[0]?.stage).toBe('task');
  });

  test('can say another stage, add one that was missed, and take one out', async () => {
    const { correct, markOf, notes } = await lessonWithMarks();

    await correct({ kind: 'change', mark: await markOf('starter'), stage: childId(LESSON, 'welcome') });
    await correct({ kind: 'add', stage: childId(LESSON, 'share'), atMs: 8 * MINUTE });
    await correct({ kind: 'remove', mark: await markOf('task') });

    expect((await notes()).map(([, stage]) => stage)).toEqual(['welcome', 'welcome', 'share']);
  });

  test('leaves a stage alone that the observer chose by hand', async () => {
    const { notebook, correct, markOf, notes } = await lessonWithMarks();
    const [, between] = await lessonNotes(notebook, LESSON);
    await editNote(notebook, between?.id ?? '', { stage: 'starter', isStageSet: true });

    await correct({ kind: 'change', mark: await markOf('task'), atMs: 4 * MINUTE });

    expect((await notes())[1]).toEqual(['at 5', 'starter', 5 * MINUTE]);
  });

  test('[N6] is one step back, with the notes', async () => {
    const { notebook, sitting, correct, markOf, notes } = await lessonWithMarks();
    const before = await notes();
    await correct({ kind: 'change', mark: await markOf('task'), atMs: 4 * MINUTE });

    await undo(notebook, sitting);

    expect(await notes()).toEqual(before);
    const { stageMarks } = await lessonRecord(notebook, LESSON);
    expect(stageMarks.map(({ atMs }) => atMs).toSorted()).toEqual([0, 6 * MINUTE]);
  });

  test("does not touch a colleague's notes, nor marks that are gone", async () => {
    const { notebook, correct, notes } = await lessonWithMarks();
    const other = await startSitting(notebook, { lesson: LESSON, member: 'sam', firstStage: STARTER });
    await addNote(notebook, noteAt(notebook, 7, 'sam', other));
    const before = await notes();

    await correct({ kind: 'remove', mark: childId(LESSON, 'no-such-mark') });
    await correct({ kind: 'add', stage: TASK, atMs: 0 });

    const after = await notes();
    expect(after.find(([text]) => text === 'at 7')).toEqual(before.find(([text]) => text === 'at 7'));
  });
});

describe('starting a lesson', () => {
  test('twice at once, as in two tabs, is one watch; after its end it is another', async () => {
    const notebook = newNotebook();
    const start = () => startSitting(notebook, { lesson: LESSON, member: 'maria', firstStage: STARTER });

    const [first, second] = await Promise.all([start(), start()]);
    await endSitting(notebook, first, MINUTE);
    const third = await start();

    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect((await lessonRecord(notebook, LESSON)).sittings).toHaveLength(2);
  });
});

/** Maria's watch: starter from 0:00, task tapped at 6:00 although it began at 4:00. */
async function lessonWithMarks() {
  const notebook = newNotebook();
  const sitting = await startSitting(notebook, { lesson: LESSON, member: 'maria', firstStage: STARTER });
  await markStage(notebook, { lesson: LESSON, sitting, stage: TASK, atMs: 6 * MINUTE });
  await addNote(notebook, noteAt(notebook, 3, 'maria', sitting));
  await addNote(notebook, noteAt(notebook, 5, 'maria', sitting));
  await addNote(notebook, { ...noteAt(notebook, 9, 'maria', sitting), stage: TASK });
  await commit(notebook, [
    {
      table: 'interactions',
      row: childId(LESSON, 'spoke'),
      fields: { sitting: sitting.slice(LESSON.length + 1), stage: 'starter', atMs: 5 * MINUTE },
    },
  ]);
  return {
    notebook,
    sitting,
    correct: (correction: MarkCorrection) => correctMarks(notebook, { lesson: LESSON, sitting }, correction),
    markOf: async (stage: string) =>
      (await lessonRecord(notebook, LESSON)).stageMarks.find((mark) => mark.stage === stage)?.id ?? '',
    notes: async () =>
      (await lessonNotes(notebook, LESSON)).map(({ text, stage, atMs }) => [text, stage, atMs] as const),
  };
}

function noteAt(notebook: Notebook, minute: number, observer: string, sitting: string) {
  return {
    id: childId(LESSON, `${observer}-${minute}`),
    sitting,
    observer,
    pupil: 'A',
    stage: STARTER,
    atMs: minute * MINUTE,
    kind: 'did',
    text: `at ${minute}`,
    tags: [],
  } as const;
}
