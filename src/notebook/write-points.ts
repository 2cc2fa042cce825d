import { lessonAfter, type Point } from '../domain/discussion.ts';
import { childId, type LessonId } from '../domain/ids.ts';
import { afterMoving } from '../domain/study.ts';
import { commit, type Replaces, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { one } from './read.ts';
import { lessonPoints } from './read-discussion.ts';

/** An agreed change for the next lesson. */
export async function addPoint(notebook: Notebook, lesson: LessonId, text: string): Promise<string> {
  const orders = (await lessonPoints(notebook, lesson)).map(({ order }) => order ?? 0);
  const id = childId(lesson, notebook.newId());
  await commit(notebook, [{ table: 'points', row: id, fields: { order: Math.max(0, ...orders) + 1, text } }]);
  return id;
}

export async function updatePoint(
  notebook: Notebook,
  id: string,
  text: string,
  replaces?: Replaces,
): Promise<void> {
  await commit(notebook, [{ table: 'points', row: id, fields: { text }, ...(replaces && { replaces }) }]);
}

export async function removePoint(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'points', row: id, deleted: true }]);
}

export async function bringPointBack(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'points', row: id, deleted: false }]);
}

export async function movePoint(
  notebook: Notebook,
  points: readonly Point[],
  id: string,
  direction: 'earlier' | 'later',
): Promise<void> {
  const moved = afterMoving(points, id, direction);
  if (moved.length === 0) return;
  await commit(
    notebook,
    moved.map(({ id: row, order }): Write => ({ table: 'points', row, fields: { order } })),
  );
}

/**
 * From now on the points stand in the plan of the next lesson, which is added when there is none. They stay the same
 * rows: reworded here they are reworded there. Pressed again, or on two tablets at once, it does nothing more.
 */
export async function carryPoints(notebook: Notebook, lesson: LessonId): Promise<void> {
  const next = lessonAfter(lesson);
  if (next === undefined) return;
  const stores = ['points', 'lessons', 'outbox', 'history', 'undoSteps', 'meta'];
  await notebook.allOrNothing(stores, async () => {
    const waiting = (await lessonPoints(notebook, lesson)).filter(({ carriedAt }) => carriedAt === null);
    const hasNext = (await one(notebook, 'lessons', next)) !== undefined;
    const wasThere = (await notebook.rows('lessons').get(next)) !== undefined;
    const now = notebook.now();
    const writes: Write[] = waiting
      .filter(({ text }) => text.trim() !== '')
      .map(({ id }) => ({ table: 'points', row: id, fields: { carriedAt: now } }));
    if (!hasNext) {
      const fields = { createdAt: now };
      writes.push({ table: 'lessons', row: next, fields, ...(wasThere && { deleted: false }) });
    }
    if (writes.length > 0) await commit(notebook, writes);
  });
}
