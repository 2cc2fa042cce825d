import { describe, expect, test } from 'vitest';
import type { StageMark } from '../../src/domain/note.ts';
import { restaged } from '../../src/domain/restage.ts';

const MINUTE = 60_000;
const mark = (stage: string, minute: number): StageMark => ({
  id: `s.1.${stage}`,
  sitting: 'x',
  stage,
  atMs: minute * MINUTE,
});
const note = (id: string, stage: string, minute: number) => ({ id, stage, atMs: minute * MINUTE });

describe('stages of notes after a correction of the marks', () => {
  const marks = [mark('starter', 0), mark('task', 4)];

  test('follow the marks, and only those that change are named', () => {
    const notes = [note('early', 'starter', 3), note('between', 'starter', 5), note('late', 'task', 9)];

    expect([...restaged(notes, marks)]).toEqual([['between', 'task']]);
  });

  test('are none before the first mark', () => {
    expect([...restaged([note('early', 'starter', 1)], [mark('starter', 2)])]).toEqual([['early', '']]);
  });

  test('stay where the observer chose them, and for notes after the lesson', () => {
    const chosen = { ...note('chosen', 'starter', 5), isStageSet: true };
    const after = { ...note('after', 'starter', 50), afterLesson: true };

    expect(restaged([chosen, after], marks).size).toBe(0);
  });

  test('do not change a second time', () => {
    const notes = [note('a', 'starter', 5), note('b', 'task', 1)];
    const once = restaged(notes, marks);
    const moved = notes.map((each) => ({ ...each, stage: once.get(each.id) ?? each.stage }));

    expect(restaged(moved, marks).size).toBe(0);
  });
});
