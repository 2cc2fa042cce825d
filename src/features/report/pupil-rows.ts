import { childId, lastSegment, lessonOf, parentId, type StudyId } from '../../domain/ids.ts';
import { isNamedIn } from '../../domain/mask-names.ts';
import type { PupilLetter } from '../../domain/study.ts';
import type { TableName } from '../../domain/tables.ts';
import type { PlainRow, PlainTables } from '../../notebook/read-study-rows.ts';

/** What the notebook holds about one focus pupil. */
export interface PupilRows {
  /** Rows that are this pupil's: by their path, by whom they are about, or because they hang on one that is. */
  readonly own: PlainTables;
  /** Other rows in which the alias is written. */
  readonly mentions: PlainTables;
}

/** Rows that are about a pupil because this field says so. */
const PUPIL_FIELD: Partial<Record<TableName, string>> = { notes: 'pupil', seats: 'pupil' };

export function pupilRows(
  tables: PlainTables,
  study: StudyId,
  letter: PupilLetter,
  alias: string,
): PupilRows {
  const own = new Map<TableName, readonly PlainRow[]>();
  const ids = new Set<string>();
  const choose = (isOwn: (table: TableName, row: PlainRow) => boolean) => {
    for (const [table, rows] of tables) {
      const before = own.get(table) ?? [];
      const found = rows.filter((row) => before.includes(row) || isOwn(table, row));
      if (found.length > 0) own.set(table, found);
      for (const { id } of found) ids.add(id);
    }
  };
  choose((table, { id, fields }) => {
    const field = PUPIL_FIELD[table];
    return (
      id
        .slice(study.length + 1)
        .split('.')
        .includes(letter) ||
      (field !== undefined && fields[field] === letter)
    );
  });
  // Then what hangs on those: photos and strokes of a note, and whatever cites, comments or rests on one of them.
  choose((table, row) => ids.has(parentId(row.id)) || isAbout(table, row, ids));
  choose((table, row) => isAbout(table, row, ids));
  const mentions = new Map(
    [...tables].flatMap(([table, rows]) => {
      const found = rows.filter((row) => !own.get(table)?.includes(row) && isNamed(row, alias));
      return found.length > 0 ? [[table, found] as const] : [];
    }),
  );
  return { own, mentions };
}

function isAbout(table: TableName, { id, fields }: PlainRow, ids: ReadonlySet<string>): boolean {
  const study = id.slice(0, id.indexOf('.'));
  if (table === 'citations') return ids.has(childId(lessonOf(id), lastSegment(id)));
  if (table === 'evidence') return ids.has(textIn(fields['row']));
  if (table === 'comments') {
    // It names the table too: `notes/study.1.Zu8…`.
    const about = textIn(fields['about']);
    return ids.has(about.slice(about.indexOf('/') + 1));
  }
  if (table !== 'interactions') return false;
  return [fields['from'], fields['to']].some((seat) => ids.has(childId(study, textIn(seat))));
}

export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Whether the alias stands in a text, as a word of its own. */
export function isNamed({ fields, beside = {}, earlier = {} }: Omit<PlainRow, 'id'>, alias: string): boolean {
  const texts = [...Object.values(fields), ...Object.values(beside), ...Object.values(earlier)].flat();
  return texts.some((text) => typeof text === 'string' && isNamedIn(text, alias));
}
