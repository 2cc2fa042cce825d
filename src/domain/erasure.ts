import type { Change } from './change.ts';
import { childId, lastSegment, studyOf, type StudyId } from './ids.ts';
import { PUPIL_LETTERS } from './study.ts';
import type { TableName } from './tables.ts';

/**
 * What was deleted for everyone, for good. The ids of the `erasures` rows say it all, so that nothing has to be agreed:
 * `study` is a whole study, `study.A` everything about one pupil, and `study.A.Zu8…` a row that belongs to that pupil by
 * what it says and not by its id (a note whose pupil is A). Such a row stays the pupil's although somebody moves it to
 * another pupil later, because what it said before was about this one. Rows are only ever added: whatever the order in
 * which tablets hear of changes and erasures, in the end they leave out the same.
 */
export interface Erased {
  /** By study: 'whole', or the segments that no id of the study may hold. */
  readonly byStudy: ReadonlyMap<StudyId, 'whole' | ReadonlySet<string>>;
}

/** The team's own rows, and the erasures themselves, are never in the scope of one. */
const NEVER_ERASED: ReadonlySet<string> = new Set([
  'team',
  'members',
  'devices',
  'erasures',
  'removals',
  'keyBoxes',
]);

/** Rows that are a pupil's because this field has the pupil's letter. */
const PUPIL_FIELDS: Readonly<Record<string, string>> = { notes: 'pupil', seats: 'pupil' };

/** Rows that say something about another row: erased with it. */
const REFERENCES: Readonly<Record<string, readonly string[]>> = {
  strokes: ['photo'],
  interactions: ['from', 'to'],
  comments: ['about'],
  evidence: ['row'],
};

/** Tables whose rows may be an erased pupil's by what they say. */
export const TELLING_TABLES = [
  'notes',
  'seats',
  'strokes',
  'interactions',
  'comments',
  'evidence',
] as const satisfies readonly TableName[];

export function isErasureScope(id: string): boolean {
  const [study = '', letter, segment, ...rest] = id.split('.');
  if (study === '' || rest.length > 0) return false;
  if (letter !== undefined && !isPupilLetter(letter)) return false;
  return segment === undefined || segment.length > 1;
}

/** Which scopes the ids of erasure rows stand for; undefined when nothing was ever erased, which is nearly always. */
export function erasedBy(ids: Iterable<string>): Erased | undefined {
  const byStudy = new Map<StudyId, 'whole' | Set<string>>();
  for (const id of ids) {
    if (!isErasureScope(id)) continue;
    const study = studyOf(id);
    const known = byStudy.get(study);
    if (known === 'whole') continue;
    if (id === study) byStudy.set(study, 'whole');
    else byStudy.set(study, (known ?? new Set<string>()).add(lastSegment(id)));
  }
  return byStudy.size === 0 ? undefined : { byStudy };
}

export function isErased({ byStudy }: Erased, { table, row }: { table: string; row: string }): boolean {
  if (NEVER_ERASED.has(table)) return false;
  return isInScope(byStudy.get(studyOf(row)), row);
}

function isInScope(scope: 'whole' | ReadonlySet<string> | undefined, id: string): boolean {
  if (scope === undefined) return false;
  // The id of a piece of evidence has the whole path of what it points to, with ~ for its dots.
  return scope === 'whole' || id.split(/[.~]/).some((segment, index) => index > 0 && scope.has(segment));
}

/** A row, a past wording or a change, as far as it tells whose it is. */
export type Telling = Pick<Change, 'table' | 'row' | 'fields'>;

/**
 * Erasure rows that follow from these and the ids known so far: rows that are an erased pupil's by what they say, and
 * rows about such rows. Empty when there is nothing new.
 */
export function erasuresThatFollow(ids: ReadonlySet<string>, told: readonly Telling[]): readonly string[] {
  const found = new Set<string>();
  let erased = erasedBy(ids);
  for (let hasGrown = true; hasGrown && erased;) {
    hasGrown = false;
    for (const one of told) {
      if (isErased(erased, one)) continue;
      const id = erasureOf(erased, one);
      if (id === undefined || found.has(id)) continue;
      found.add(id);
      hasGrown = true;
    }
    erased = erasedBy([...ids, ...found]);
  }
  return [...found];
}

function erasureOf({ byStudy }: Erased, { table, row, fields }: Telling): string | undefined {
  const study = studyOf(row);
  const scope = byStudy.get(study);
  const segment = lastSegment(row);
  if (scope === undefined || scope === 'whole' || segment.length < 2 || segment === row) return undefined;
  const letter = Object.hasOwn(PUPIL_FIELDS, table) ? fields[PUPIL_FIELDS[table] as string] : undefined;
  if (typeof letter === 'string' && isPupilLetter(letter) && scope.has(letter)) {
    return childId(study, letter, segment);
  }
  const referring = Object.hasOwn(REFERENCES, table) ? (REFERENCES[table] ?? []) : [];
  const isAboutErased = referring.some((field) => {
    const id = fields[field];
    // A comment names the table too: `notes/study.1.Zu8…`.
    const about = typeof id === 'string' ? id.slice(id.indexOf('/') + 1) : '';
    return studyOf(about) === study && isInScope(scope, about);
  });
  // Which pupil's it is matters to nobody any more: the first erased letter will do, on every tablet the same.
  const first = PUPIL_LETTERS.find((one) => scope.has(one));
  return isAboutErased && first ? childId(study, first, segment) : undefined;
}

function isPupilLetter(text: string): boolean {
  return (PUPIL_LETTERS as readonly string[]).includes(text);
}
