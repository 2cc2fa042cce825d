import type { DeviceId } from '../domain/ids.ts';
import type { Notebook } from './database.ts';

/** Tablets that were ever removed. Almost never any; what there is to say of them is fetched only then. */
export async function removedIds(notebook: Notebook): Promise<readonly DeviceId[]> {
  return await notebook.rows('removals').toCollection().primaryKeys();
}
