import * as v from 'valibot';
import { fromBase64 } from '../../domain/base64.ts';
import { MAX_PHOTO_BYTES } from '../../domain/photo.ts';
import { LESSON_NUMBERS, PUPIL_LETTERS } from '../../domain/study.ts';
import { isFieldValue, isProse, isTableName, sortOf, type TableName } from '../../domain/tables.ts';
import { stripMetadata } from '../../media/strip-metadata.ts';
import { STUDY_TABLES, type PlainRow, type Wordings } from '../../notebook/read-study-rows.ts';
import type { StudyToImport } from '../../notebook/write-imported-study.ts';
import { MAX_STUDY_FILE_BYTES, STUDY_FORMAT, STUDY_FORMAT_VERSION } from './study-file.ts';

/** Why a file is refused, whole. `damaged`: it says it is a study, and something in it cannot be. */
export type FileProblem =
  'tooLarge' | 'empty' | 'cutOff' | 'otherProduct' | 'newerVersion' | 'damaged' | 'tooMany';

export type ParsedFile =
  | { readonly ok: true; readonly value: StudyToImport; readonly photosLeftOut: number }
  | { readonly ok: false; readonly problem: FileProblem };

/** Three lessons of three observers hold a few thousand rows; a hundred times that is no study. */
const MAX_ROWS = 200_000;
const MAX_PEOPLE = 500;
/** More than any row of the app has; it must still fit into one envelope. */
const MAX_TEXT = 200_000;
const MAX_ROW_CHARACTERS = 300_000;
/** A text saves itself in each pause of its typing, and keeps what stood there before: some hours of it are thousands. */
const MAX_WORDINGS = 20_000;
const MAX_NUMBER = 1e15;

class Refused extends Error {
  readonly problem: FileProblem;
  constructor(problem: FileProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** What has been done when the text is there, and when it is read as JSON; the rest is its rows. */
const [HAS_TEXT, HAS_JSON] = [0.1, 0.3];
const ROWS_PER_STEP = 500;

/** Looks at a file's size before anything of it is read. */
export async function readStudyFile(
  file: Blob,
  onStep: (share: number) => void = () => undefined,
): Promise<ParsedFile> {
  if (file.size > MAX_STUDY_FILE_BYTES) return { ok: false, problem: 'tooLarge' };
  if (file.size === 0) return { ok: false, problem: 'empty' };
  const text = await file.text();
  onStep(HAS_TEXT);
  return parseStudyFile(text, onStep);
}

/** Checks everything before anything is written; what is not known here is refused, not skipped. */
export function parseStudyFile(text: string, onStep: (share: number) => void = () => undefined): ParsedFile {
  try {
    const { study, people, tables } = headOf(text);
    onStep(HAS_JSON);
    const all = Object.values(tables).reduce<number>(
      (sum, rows) => sum + (Array.isArray(rows) ? rows.length : 0),
      0,
    );
    const found = new Map<TableName, readonly PlainRow[]>();
    const pictures = new Map<string, Uint8Array<ArrayBuffer>>();
    let count = 0;
    let checked = 0;
    const onRow = () => {
      checked++;
      if (checked % ROWS_PER_STEP === 0) onStep(HAS_JSON + (1 - HAS_JSON) * (checked / all));
    };
    for (const [name, rows] of Object.entries(tables)) {
      if (!isTableName(name) || !STUDY_TABLES.includes(name) || !Array.isArray(rows))
        throw new Refused('damaged');
      count += rows.length;
      if (count > MAX_ROWS) throw new Refused('tooMany');
      found.set(name, rowsOf(name, study, rows, { pictures, onRow }));
    }
    if (found.get('studies')?.length !== 1) throw new Refused('damaged');
    const photosLeftOut = (found.get('photos')?.length ?? 0) - pictures.size;
    return { ok: true, value: { study, people, tables: found, pictures }, photosLeftOut };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error.problem };
    throw error;
  }
}

const id = v.pipe(v.string(), v.check(isPath));
const HeadShape = v.object({
  version: v.literal(STUDY_FORMAT_VERSION),
  // Short ones, and `import`, are addresses of other screens.
  study: v.pipe(id, v.regex(/^(?!import$)[^.]{4,}$/)),
  people: v.pipe(
    v.array(v.object({ id: v.pipe(id, v.regex(/^[^.]+$/)), name: v.pipe(v.string(), v.maxLength(1000)) })),
    v.maxLength(MAX_PEOPLE),
  ),
  tables: v.custom<Readonly<Record<string, unknown>>>(isPlainObject),
});

function headOf(text: string) {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    // Too deep for this browser, or no JSON at all; a file of ours that ends too early still begins like one.
    throw new Refused(text.slice(0, 200).includes(`"${STUDY_FORMAT}"`) ? 'cutOff' : 'otherProduct');
  }
  if (!isPlainObject(raw) || raw['format'] !== STUDY_FORMAT) throw new Refused('otherProduct');
  const { version } = raw;
  if (typeof version === 'number' && version > STUDY_FORMAT_VERSION) throw new Refused('newerVersion');
  const head = v.safeParse(HeadShape, raw);
  if (!head.success) throw new Refused('damaged');
  return head.output;
}

function rowsOf(
  table: TableName,
  study: string,
  rows: readonly unknown[],
  { pictures, onRow }: { pictures: Map<string, Uint8Array<ArrayBuffer>>; onRow: () => void },
): readonly PlainRow[] {
  const ids = new Set<string>();
  return rows.map((raw) => {
    onRow();
    if (!isPlainObject(raw)) throw new Refused('damaged');
    const { id: row, beside, earlier, jpeg, ...fields } = raw;
    if (!isIdOf(table, study, row) || ids.has(row)) throw new Refused('damaged');
    ids.add(row);
    if (!Object.entries(fields).every(([name, value]) => isSound(table, name, value)))
      throw new Refused('damaged');
    if (table === 'evidence' && !isWithin(study, fields['row'])) throw new Refused('damaged');
    if (Object.keys(fields).length === 0 && table !== 'photos') throw new Refused('damaged');
    if (jpeg !== undefined) {
      if (table !== 'photos') throw new Refused('damaged');
      pictures.set(row, pictureOf(jpeg));
    }
    const wordings = {
      ...(beside !== undefined && { beside: wordingsOf(table, beside) }),
      ...(earlier !== undefined && { earlier: wordingsOf(table, earlier) }),
    };
    const saves = [fields, longestOf(wordings.beside), longestOf(wordings.earlier)];
    if (saves.some((save) => JSON.stringify(save).length > MAX_ROW_CHARACTERS)) throw new Refused('damaged');
    return { id: row, fields, ...wordings };
  });
}

/** A row of this study and no other; of lessons and pupils only those a study can have. */
function isIdOf(table: TableName, study: string, row: unknown): row is string {
  if (typeof row !== 'string' || !isPath(row)) return false;
  if (table === 'studies') return row === study;
  if (!row.startsWith(`${study}.`)) return false;
  const rest = row.slice(study.length + 1);
  if (table === 'lessons') return (LESSON_NUMBERS as readonly string[]).includes(rest);
  if (table === 'pupils') return (PUPIL_LETTERS as readonly string[]).includes(rest);
  return true;
}

/** Evidence points into its own study. */
function isWithin(study: string, row: unknown): boolean {
  return row === undefined || row === '' || (typeof row === 'string' && row.startsWith(`${study}.`));
}

/** Letters, digits, -, _ and ~ between full stops, as the app makes its ids; never the name of something every object has. */
function isPath(text: string): boolean {
  if (text.length > 200 || !/^[A-Za-z0-9_~-]+(\.[A-Za-z0-9_~-]+){0,7}$/.test(text)) return false;
  return !text.split('.').some((segment) => segment in Object.prototype);
}

function isSound(table: TableName, name: string, value: unknown): boolean {
  const isKnown = sortOf(table, name) !== undefined;
  // What opens a photo at a server is no part of a study.
  const isSecret = table === 'photos' && !['width', 'height', 'takenAt'].includes(name);
  if (!isKnown || isSecret || !isFieldValue(table, name, value)) return false;
  if (typeof value === 'string') return value.length <= MAX_TEXT;
  if (typeof value === 'number') return Math.abs(value) <= MAX_NUMBER;
  return true;
}

function wordingsOf(table: TableName, raw: unknown): Wordings {
  if (!isPlainObject(raw)) throw new Refused('damaged');
  const wordings: Record<string, readonly string[]> = {};
  for (const [field, texts] of Object.entries(raw)) {
    const isList = Array.isArray(texts) && texts.length > 0 && texts.length <= MAX_WORDINGS;
    const isText = (text: unknown): text is string => typeof text === 'string' && text.length <= MAX_TEXT;
    if (!isProse(table, field) || !isList || !texts.every(isText)) throw new Refused('damaged');
    wordings[field] = texts;
  }
  return wordings;
}

/** Wordings are written one after the other, those of several fields together: no such save is larger than this. */
function longestOf(wordings: Wordings = {}): readonly string[] {
  return Object.values(wordings).map((texts) =>
    texts.reduce((longest, text) => (text.length > longest.length ? text : longest), ''),
  );
}

/** A JPEG without whatever else a camera writes into one. */
function pictureOf(base64: unknown): Uint8Array<ArrayBuffer> {
  const isShort = typeof base64 === 'string' && base64.length <= Math.ceil(MAX_PHOTO_BYTES / 3) * 4 + 4;
  const picture = isShort ? withoutMetadata(base64) : undefined;
  if (picture === undefined) throw new Refused('damaged');
  return picture;
}

function withoutMetadata(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return stripMetadata(fromBase64(base64));
  } catch {
    return undefined;
  }
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
