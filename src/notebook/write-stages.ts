import type { StageId } from '../domain/ids.ts';
import { commit } from './commit.ts';
import type { Notebook } from './database.ts';

/** Takes back the removal of a stage; its predictions were never gone and are seen again with it. */
export async function bringStageBack(notebook: Notebook, id: StageId): Promise<void> {
  await commit(notebook, [{ table: 'stages', row: id, deleted: false }]);
}

/** Several stages go from the plan in one save, as after a copy that was not wanted. */
export async function removeStages(notebook: Notebook, ids: readonly StageId[]): Promise<void> {
  if (ids.length === 0) return;
  await commit(
    notebook,
    ids.map((row) => ({ table: 'stages', row, deleted: true })),
  );
}
