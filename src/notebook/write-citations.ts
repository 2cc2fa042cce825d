import { childId, lastSegment, type NoteId } from '../domain/ids.ts';
import { commit } from './commit.ts';
import type { Notebook } from './database.ts';

/** A note of the lesson stands as evidence under an item of its discussion, or no more. */
export async function setCitation(
  notebook: Notebook,
  { item, note, cites }: { readonly item: string; readonly note: NoteId; readonly cites: boolean },
): Promise<void> {
  const row = childId(item, lastSegment(note));
  const fields = cites ? { cites, citedAt: notebook.now() } : { cites };
  await commit(notebook, [{ table: 'citations', row, fields }]);
}
