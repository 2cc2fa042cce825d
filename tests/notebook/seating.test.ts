import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { commit, type Write } from '../../src/notebook/commit.ts';
import type { Notebook } from '../../src/notebook/database.ts';
import { hasSeats, lessonInteractions, seatingPlan, TEACHER } from '../../src/notebook/read-seating.ts';
import { lessonNotes } from '../../src/notebook/read-lesson.ts';
import { undo } from '../../src/notebook/undo.ts';
import { addInteraction, addNote } from '../../src/notebook/write-lesson.ts';
import { startStudy } from '../../src/notebook/write-new-study.ts';
import {
  addSeat,
  arrangeRoom,
  moveInRoom,
  removeFromRoom,
  seatingScope,
  seatPupil,
} from '../../src/notebook/write-seating.ts';
import { newNotebook } from '../support/tablet.ts';

const STUDY = 'study';
const row = { width: 20, height: 10 };

async function room(notebook: Notebook, ...labels: readonly string[]): Promise<readonly string[]> {
  const ids = [];
  for (const [index, label] of labels.entries()) {
    ids.push(await addSeat(notebook, STUDY, { x: 5 + index * 10, y: 15, label }));
  }
  return ids;
}

describe('the seating plan', () => {
  test('belongs to its study alone', async () => {
    const notebook = newNotebook();
    await room(notebook, '1', '2');
    await addSeat(notebook, 'study2', { x: 5, y: 15, label: 'elsewhere' });

    const { seats } = await seatingPlan(notebook, STUDY);

    expect(seats.map(({ label }) => label).toSorted()).toEqual(['1', '2']);
    expect(await hasSeats(notebook, 'study3')).toBe(false);
  });

  test('a focus pupil who sits down here leaves the other seat, in one step that can be taken back', async () => {
    const notebook = newNotebook();
    const [first = '', second = ''] = await room(notebook, '1', '2');
    await seatPupil(notebook, STUDY, await seatingPlan(notebook, STUDY), first, 'A');
    const pupilAt = async (id: string) =>
      (await seatingPlan(notebook, STUDY)).seats.find((seat) => seat.id === id)?.pupil;

    await seatPupil(notebook, STUDY, await seatingPlan(notebook, STUDY), second, 'A');
    expect([await pupilAt(first), await pupilAt(second)]).toEqual(['', 'A']);

    await undo(notebook, seatingScope(STUDY));
    expect([await pupilAt(first), await pupilAt(second)]).toEqual(['A', '']);
  });

  test('put in another order keeps its seats, who sits there and what they are called', async () => {
    const notebook = newNotebook();
    const before = await room(notebook, 'Kestrel', '2');
    await seatPupil(notebook, STUDY, await seatingPlan(notebook, STUDY), before[1] ?? '', 'B');
    const places = [20, 40, 60].map((x, index) => ({ x, y: 35, label: `new ${index}` }));

    await arrangeRoom(notebook, STUDY, await seatingPlan(notebook, STUDY), {
      places,
      desks: [{ x: 30, y: 35, ...row }],
    });

    const { seats, desks } = await seatingPlan(notebook, STUDY);
    expect(desks).toHaveLength(1);
    expect(seats.map(({ label }) => label).toSorted()).toEqual(['2', 'Kestrel', 'new 2']);
    expect(seats.find(({ label }) => label === '2')?.pupil).toBe('B');
    expect(seats.map(({ x }) => x).toSorted()).toEqual([20, 40, 60]);
  });

  test('every step is taken back, one after another', async () => {
    const notebook = newNotebook();
    const [id = ''] = await room(notebook, '1');
    await moveInRoom(notebook, STUDY, [{ table: 'seats', id, x: 55, y: 35 }]);
    await removeFromRoom(notebook, STUDY, { table: 'seats', id });
    expect((await seatingPlan(notebook, STUDY)).seats).toEqual([]);

    await undo(notebook, seatingScope(STUDY));
    expect((await seatingPlan(notebook, STUDY)).seats).toMatchObject([{ x: 55, y: 35 }]);
    await undo(notebook, seatingScope(STUDY));
    expect((await seatingPlan(notebook, STUDY)).seats).toMatchObject([{ x: 5, y: 15 }]);
    await undo(notebook, seatingScope(STUDY));
    expect((await seatingPlan(notebook, STUDY)).seats).toEqual([]);
  });

  test('is copied with a study, but for its focus pupils', async () => {
    const notebook = newNotebook();
    const study: Write = { table: 'studies', row: STUDY, fields: { className: 'P5' } };
    await commit(notebook, [study]);
    const [id = ''] = await room(notebook, '1', 'Kestrel');
    await seatPupil(notebook, STUDY, await seatingPlan(notebook, STUDY), id, 'A');
    await commit(notebook, [
      { table: 'desks', row: `${STUDY}.desk`, fields: { x: 30, y: 35, ...row, label: 'Window' } },
    ]);

    const copy = await startStudy(notebook, {
      createdBy: 'maria',
      groundRules: [],
      reviewOn: '',
      copyFrom: STUDY,
    });

    const { seats, desks } = await seatingPlan(notebook, copy);
    expect(seats.map(({ label, pupil }) => [label, pupil]).toSorted()).toEqual([
      ['1', ''],
      ['Kestrel', ''],
    ]);
    expect(desks).toMatchObject([{ label: 'Window', x: 30, y: 35, width: 20, height: 10 }]);
    expect((await seatingPlan(notebook, STUDY)).seats).toHaveLength(2);
  });
});

describe('in a lesson', () => {
  const sitting = 'study.1.sitting';

  test('who spoke to whom is kept with time, stage and observer, and can be taken back', async () => {
    const notebook = newNotebook();
    const talk = { lesson: 'study.1', sitting, observer: 'maria', stage: 'study.1.task' };
    await addInteraction(notebook, { ...talk, from: 'b', to: TEACHER, atMs: 9000.4 });
    await addInteraction(notebook, { ...talk, stage: undefined, from: 'a', to: 'b', atMs: 4000 });

    expect(await lessonInteractions(notebook, 'study.1')).toMatchObject([
      { from: 'a', to: 'b', atMs: 4000, stage: '' },
      { from: 'b', to: TEACHER, atMs: 9000, stage: 'task', sitting: 'sitting', observer: 'maria' },
    ]);
    await undo(notebook, sitting);
    expect(await lessonInteractions(notebook, 'study.1')).toMatchObject([{ from: 'b' }]);
  });

  test('a note knows the seat it was made at', async () => {
    const notebook = newNotebook();
    const note = { sitting, observer: 'maria', pupil: 'class', kind: 'did', tags: [], atMs: 0 } as const;
    await addNote(notebook, { ...note, id: 'study.1.a', stage: undefined, text: 'here', seat: 'kestrel' });
    await addNote(notebook, { ...note, id: 'study.1.b', stage: undefined, text: 'anywhere' });

    const notes = await lessonNotes(notebook, 'study.1');

    expect(notes.map(({ text, seat }) => [text, seat])).toEqual([
      ['here', 'kestrel'],
      ['anywhere', ''],
    ]);
  });
});
