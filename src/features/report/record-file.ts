import { isNamedIn } from '../../domain/mask-names.ts';
import type { Notebook } from '../../notebook/database.ts';
import type { PlainTables } from '../../notebook/read-study-rows.ts';
import { Cancelled, type Progress } from './progress.ts';
import type { RecordOf } from './record-blocks.ts';
import { lineOf, photoLine } from './study-file.ts';

export const RECORD_FORMAT = 'threefold-pupil-record';

/** The rows as in a study's file, and apart from them what only names the pupil. Not to be taken in again. */
export async function recordFile(
  notebook: Notebook,
  { parts, rows, pupil }: RecordOf,
  { now, progress }: { now: Date; progress: Progress },
): Promise<Blob> {
  const photos = { left: Infinity, leftOut: 0 };
  const linesOf = async (tables: PlainTables) => {
    const lines: Record<string, unknown[]> = {};
    for (const [table, all] of tables) {
      // Steps of typing say nothing; what was typed stands below.
      if (table === 'minutes') continue;
      lines[table] = [];
      for (const row of all) {
        lines[table].push(
          table === 'photos' ? await photoLine(notebook, row, photos) : lineOf(row, row.fields),
        );
        if (progress.signal.aborted) throw new Cancelled();
      }
    }
    return lines;
  };
  const minutes = [...parts.minutes].filter(([, text]) => isNamedIn(text, pupil.alias));
  const record = {
    format: RECORD_FORMAT,
    version: 1,
    exportedAt: now.toISOString(),
    study: parts.study.study.id,
    letter: pupil.letter,
    alias: pupil.alias,
    tables: await linesOf(rows.own),
    mentions: { ...(await linesOf(rows.mentions)), minutes: minutes.map(([item, text]) => ({ item, text })) },
    photosLeftOut: photos.leftOut,
  };
  return new Blob([JSON.stringify(record, null, 1)], { type: 'application/json' });
}
