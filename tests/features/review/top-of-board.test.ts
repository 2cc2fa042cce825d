import { describe, expect, test } from 'vitest';
import type { Note } from '../../../src/domain/note.ts';
import type { Stage } from '../../../src/domain/study.ts';
import type { Board } from '../../../src/features/review/board.ts';
import { reviewRows } from '../../../src/features/review/review-rows.ts';
import { topOfBoard } from '../../../src/features/review/top-of-board.ts';
import { firstRows } from '../../../src/features/review/use-board.ts';

const STAGES = ['starter', 'task', 'end'].map((name) => ({
  id: `s.1.${name}`,
})) as unknown as readonly Stage[];
const SCREEN = { width: 900, height: 400 };
const THREE = { pupils: 3, withClass: false };

/** Notes about one pupil in one stage, named for where they stand. */
const notes = (stage: string, pupil: string, count: number, words = ''): readonly Note[] =>
  Array.from({ length: count }, (_, index) => {
    const name = `${stage}${pupil}${index}`;
    return { id: name, stage, pupil, text: `${name} ${words}` } as Note;
  });
const topOf = (all: readonly Note[], left = all, screen = SCREEN, columns = THREE) => {
  const top = topOfBoard(reviewRows(STAGES, all), new Set(left), columns, screen);
  return { notes: top.notes.map(({ id }) => id), stages: [...top.rows].map(({ stage }) => stage?.id) };
};

describe('the top of a board', () => {
  test('is what a screen has room for of each column, and no row below it', () => {
    const all = [...notes('starter', 'A', 30), ...notes('starter', 'B', 2), ...notes('task', 'A', 5)];

    const top = topOf(all);

    // 34 pixels for a line of words and what is between them.
    expect(top.notes).toEqual([
      ...notes('starter', 'A', 12).map(({ id }) => id),
      ...notes('starter', 'B', 2).map(({ id }) => id),
    ]);
    expect(top.stages).toEqual(['s.1.starter']);
  });

  test('has fewer notes the longer they are, and more again where a column is wider', () => {
    const all = notes('starter', 'A', 30, 'word '.repeat(40));

    const narrow = topOf(all).notes.length;
    const wide = topOf(all, all, SCREEN, { pupils: 1, withClass: false }).notes.length;

    expect(narrow).toBe(3);
    expect(wide).toBeGreaterThan(narrow);
  });

  test('goes on below a row of which a filter leaves little or nothing', () => {
    const all = [...notes('starter', 'A', 30), ...notes('task', 'A', 2), ...notes('end', 'B', 2)];

    const top = topOf(all, [...notes('task', 'A', 2), ...notes('end', 'B', 2)].map(among(all)));

    expect(top.notes).toEqual(['taskA0', 'taskA1', 'endB0', 'endB1']);
    expect(top.stages).toEqual(['s.1.starter', 's.1.task', 's.1.end']);
  });

  test('on a narrow screen counts the cells of a row below each other', () => {
    const all = [...notes('starter', 'A', 30), ...notes('starter', 'B', 30)];

    const top = topOf(all, all, { width: 390, height: 400 });

    expect(top.notes).toEqual(notes('starter', 'A', 12).map(({ id }) => id));
  });

  test('reaches as much further down as was scrolled past', () => {
    const all = [...notes('starter', 'A', 30), ...notes('task', 'A', 30)];

    const top = topOf(all, all, { width: 900, height: 400 + 1000 });

    expect(top.notes).toContain('taskA5');
  });
});

describe('the first frame after a filter', () => {
  const all = [...notes('starter', 'A', 30), ...notes('task', 'A', 3)];
  const board = (left: readonly Note[]) =>
    ({
      rows: reviewRows(STAGES.slice(0, 2), all),
      left: new Set(left),
      subjects: ['A'],
    }) as unknown as Board;
  const some = all.filter((_, index) => index % 2 === 1);

  test('brings back what is in sight, and leaves a row below it as it was', () => {
    const before = board(some);
    const [inSight, below] = firstRows(board(all), before, SCREEN);

    expect(inSight?.board.left.has(all[0] as Note)).toBe(true);
    // Far down in a row that is in sight: what was there stays, and nothing comes back yet.
    expect(inSight?.board.left.has(all[28] as Note)).toBe(false);
    expect(inSight?.board.left.has(all[29] as Note)).toBe(true);
    expect(below?.board).toBe(before);
  });

  test('takes out at once whatever is no longer left of a row in sight', () => {
    const [inSight] = firstRows(board(some), board(all), SCREEN);

    expect(inSight?.board.left).toEqual(new Set(some));
  });
});

function among(all: readonly Note[]) {
  return ({ id }: Note) => all.find((note) => note.id === id) as Note;
}
