import { childId, type LessonId, type StageId } from '../domain/ids.ts';
import type { Fields } from '../domain/tables.ts';
import { commit, type Write } from './commit.ts';
import type { Notebook } from './database.ts';

/** Several stages at once, in this order, behind a stage of order `after`. */
export async function addStages(
  notebook: Notebook,
  lesson: LessonId,
  after: number,
  stages: readonly Fields<'stages'>[],
): Promise<void> {
  await commit(
    notebook,
    stages.map((fields, index): Write => ({
      table: 'stages',
      row: childId(lesson, notebook.newId()),
      fields: { ...fields, order: after + index + 1 },
    })),
  );
}

/** Takes back the removal of a stage; its predictions were never gone and are seen again with it. */
export async function bringStageBack(notebook: Notebook, id: StageId): Promise<void> {
  await commit(notebook, [{ table: 'stages', row: id, deleted: false }]);
}
