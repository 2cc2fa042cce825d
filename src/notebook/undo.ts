import { DELETED } from '../domain/row.ts';
import type { Fields, TableName } from '../domain/tables.ts';
import { alive } from './alive.ts';
import { commit, type Write } from './commit.ts';
import type { Notebook, UndoStep } from './database.ts';

/** Which steps of a scope are meant; without it all of them. */
export type WhichSteps = (step: UndoStep) => boolean;

/** How many steps of this scope (a sitting) can still be taken back. */
export async function undoableSteps(
  notebook: Notebook,
  scope: string,
  isMeant?: WhichSteps,
): Promise<number> {
  const steps = notebook.undoSteps.where('scope').equals(scope);
  return await (isMeant ? steps.filter(isMeant) : steps).count();
}

/**
 * Takes back the latest step of the scope as a new write, so that colleagues' tablets follow. Returns false when there
 * is none left. If stopped between the two transactions, the step can be taken back once more with the same result.
 */
export async function undo(
  notebook: Notebook,
  scope: string,
  isMeant: WhichSteps = () => true,
): Promise<boolean> {
  const steps = await alive(notebook, () => notebook.undoSteps.where('scope').equals(scope).sortBy('at'));
  const step = steps.findLast(isMeant);
  if (step === undefined) return false;
  await commit(notebook, step.inverse.flatMap(writeOf));
  await alive(notebook, () => notebook.undoSteps.delete(step.at));
  return true;
}

function writeOf({ table, row, fields }: UndoStep['inverse'][number]): Write[] {
  const { [DELETED]: deleted, ...rest } = fields;
  // Words written with it would be what its deleter had not seen, and bring it back.
  if (deleted === true) return [{ table, row, deleted } as Write];
  const isEmpty = Object.keys(rest).length === 0;
  if (isEmpty && deleted === undefined) return [];
  return [
    {
      table,
      row,
      ...(!isEmpty && { fields: rest as Fields<TableName> }),
      ...(deleted !== undefined && { deleted: false }),
    } as Write,
  ];
}
