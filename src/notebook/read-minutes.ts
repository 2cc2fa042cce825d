import { liveQuery } from 'dexie';
import { fromBase64 } from '../domain/base64.ts';
import type { LessonId } from '../domain/ids.ts';
import { alive } from './alive.ts';
import type { Notebook } from './database.ts';

/** One row of the minutes: a step that somebody typed. */
export interface MinutesRow {
  readonly id: string;
  /** Undefined when it cannot even be read as bytes. */
  readonly update: Uint8Array | undefined;
}

/** After a read that failed. The words of a colleague must not wait for the next change to be seen. */
const TRY_AGAIN_AFTER_MS = 1_000;

/**
 * Follows the minutes of a lesson: hands over every row once, those there already all together, then each as it comes.
 * Only keys are read anew after a change, however long the discussion already is. `isKnown` rows are not handed over. What
 * could not be read is told, and read again.
 */
export function watchMinutes(
  notebook: Notebook,
  lesson: LessonId,
  {
    isKnown,
    onRows,
    onError,
  }: {
    readonly isKnown: (id: string) => boolean;
    readonly onRows: (rows: readonly MinutesRow[]) => void;
    readonly onError: (error: unknown) => void;
  },
): () => void {
  let isWatched = true;
  let reading = Promise.resolve();
  const read = async (ids: readonly string[]) => {
    const unknown = ids.filter((id) => !isKnown(id));
    if (!isWatched || (unknown.length === 0 && ids.length > 0)) return;
    // One read that never came back would hold up all that is written after it.
    const found = await alive(notebook, () => minutesRows(notebook, unknown));
    if (isWatched) onRows(found);
  };
  const keys = liveQuery(() =>
    alive(notebook, () =>
      Promise.resolve(notebook.rows('minutes').where('id').startsWith(`${lesson}.`).primaryKeys()),
    ),
  );
  let stop: () => void = () => undefined;
  const follow = () => {
    const subscription = keys.subscribe((ids) => {
      reading = reading.then(() => read(ids)).catch(failed);
    }, failed);
    stop = () => subscription.unsubscribe();
  };
  const failed = (error: unknown) => {
    if (!isWatched) return;
    onError(error);
    stop();
    const again = setTimeout(follow, TRY_AGAIN_AFTER_MS);
    stop = () => clearTimeout(again);
  };
  follow();
  return () => {
    isWatched = false;
    stop();
  };
}

/** The rows with these ids, as far as they are here. */
export async function minutesRows(
  notebook: Notebook,
  ids: readonly string[],
): Promise<readonly MinutesRow[]> {
  const rows = await notebook.rows('minutes').bulkGet([...ids]);
  return rows.flatMap((row) => (row ? [{ id: row.id, update: bytesOf(row.fields['update']) }] : []));
}

/** All rows of a lesson's minutes. */
export async function lessonMinutes(notebook: Notebook, lesson: LessonId): Promise<readonly MinutesRow[]> {
  const rows = await notebook.rows('minutes').where('id').startsWith(`${lesson}.`).toArray();
  return rows.map((row) => ({ id: row.id, update: bytesOf(row.fields['update']) }));
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return fromBase64(value);
  } catch {
    return undefined;
  }
}
