import { studyOf, type StudyId } from '../domain/ids.ts';
import type { TableName } from '../domain/tables.ts';
import { commit, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { STUDY_TABLES, type PlainRow, type PlainTables } from './read-study-rows.ts';
import { wayOf } from './write-photos.ts';

/** A study that was checked and is to be written as it is. */
export interface StudyToImport {
  readonly study: StudyId;
  readonly tables: PlainTables;
  /** The bytes of its photos, by photo id; a photo without bytes is left out. */
  readonly pictures: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  /** Whoever wrote in it. Those whom the team knows keep the name they have here. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** `alreadyHere`: a study of this id is in the notebook, deleted or not. `erased`: it was deleted here for good. */
export type ImportOutcome = 'imported' | 'alreadyHere' | 'erased' | 'stopped';

interface ImportOptions {
  readonly onProgress?: (written: number, all: number) => void;
  readonly isStopped?: () => boolean;
}

/** An entry of the outbox has to fit in an envelope: so many writes, or so many characters. */
const WRITES_PER_ENTRY = 200;
const CHARACTERS_PER_ENTRY = 100_000;

class Stopped extends Error {}

/**
 * Writes a whole study in one transaction of strict durability: all of it, or nothing. Every row keeps its id, so that
 * what points at it (evidence, citations, comments) still does.
 */
export async function importStudy(
  notebook: Notebook,
  wanted: StudyToImport,
  { onProgress, isStopped }: ImportOptions = {},
): Promise<ImportOutcome> {
  const photos = photosToKeep(notebook, wanted);
  const rounds = writesOf(wanted.tables, photos);
  const all = rounds.reduce((sum, entry) => sum + entry.length, 0);
  const stores = [...STUDY_TABLES, 'members', 'erasures', ...OF_COMMIT];
  let isAllWritten = false;
  try {
    return await notebook.allOrNothing(stores, async () => {
      const refusal = await whyNot(notebook, wanted.study);
      // Done already, where the connection to the disk was replaced before that was heard of.
      if (isAllWritten && refusal === 'alreadyHere') return 'imported';
      if (refusal !== undefined) return refusal;
      await notebook.pictures.bulkAdd(
        [...photos.values()].map(({ photo, bytes }) => ({ photo, state: 'toSeal' as const, bytes })),
      );
      const people = await newPeople(notebook, wanted);
      if (people.length > 0) await commit(notebook, people);
      let written = 0;
      for (const entry of rounds) {
        if (isStopped?.()) throw new Stopped();
        await commit(notebook, entry);
        written += entry.length;
        onProgress?.(written, all);
      }
      isAllWritten = true;
      return 'imported';
    });
  } catch (error) {
    if (error instanceof Stopped) return 'stopped';
    throw error;
  }
}

const OF_COMMIT = ['pictures', 'outbox', 'history', 'undoSteps', 'meta'] as const;

/** Whether a study may be taken in here at all; undefined when it may. */
export async function whyNot(
  notebook: Notebook,
  study: StudyId,
): Promise<'alreadyHere' | 'erased' | undefined> {
  const erasures = await notebook.rows('erasures').toArray();
  const isErased = erasures.some(({ id, fields }) => {
    const scope = typeof fields['scope'] === 'string' ? fields['scope'] : '';
    return studyOf(scope) === study || studyOf(id) === study;
  });
  if (isErased) return 'erased';
  for (const table of STUDY_TABLES) {
    const ids = notebook.rows(table).where('id');
    const found = await (table === 'studies' ? ids.equals(study) : ids.startsWith(`${study}.`)).count();
    if (found > 0) return 'alreadyHere';
  }
  return undefined;
}

/** Whom the team does not know yet. They get no tablet and no rights, only a name for what they wrote. */
async function newPeople(notebook: Notebook, { people }: StudyToImport): Promise<Write[]> {
  const known = await notebook.rows('members').bulkGet(people.map(({ id }) => id));
  return people.flatMap(({ id, name }, index): Write[] =>
    known[index] === undefined ? [{ table: 'members', row: id, fields: { name } }] : [],
  );
}

/** Each photo gets an address and a key of this team's own: one key may seal one picture only. */
function photosToKeep(notebook: Notebook, { tables, pictures }: StudyToImport) {
  return new Map(
    (tables.get('photos') ?? []).flatMap(({ id }) => {
      const bytes = pictures.get(id);
      return bytes === undefined ? [] : [[id, { photo: id, bytes, fields: wayOf(notebook, bytes) }] as const];
    }),
  );
}

type KeptPhotos = ReturnType<typeof photosToKeep>;

/**
 * The writes in the order they have to come: wordings that were replaced, then those that stand beside the one shown,
 * then the rows. Each round has stamps of its own, so that what replaced what is told as it was.
 */
function writesOf(tables: PlainTables, photos: KeptPhotos): readonly (readonly Write[])[] {
  const rounds: Write[][] = [];
  const last: Write[] = [];
  const add = (round: number, write: Write) => (rounds[round] ??= []).push(write);
  for (const [table, rows] of tables) {
    for (const row of rows) {
      const kept = photos.get(row.id);
      if (table === 'photos' && kept === undefined) continue;
      const crossed = Object.keys(row.beside ?? {});
      const fields = { ...row.fields, ...(table === 'photos' && kept?.fields) };
      for (const [round, write] of earlierWrites(table, row).entries()) add(round, write);
      // What crossed with the wording shown is not replaced by it.
      const replaces = Object.fromEntries(crossed.map((field) => [field, []]));
      last.push({ table, row: row.id, fields, ...(crossed.length > 0 && { replaces }) } as Write);
    }
  }
  return [...rounds, last].flatMap(inEntries);
}

/** One write for each step of a row's past, oldest first. */
function earlierWrites(table: TableName, { id, earlier = {}, beside = {} }: PlainRow): readonly Write[] {
  const steps: Record<string, string>[] = [];
  const replaces: Record<string, string[]>[] = [];
  for (const field of new Set([...Object.keys(earlier), ...Object.keys(beside)])) {
    const replaced = earlier[field] ?? [];
    const standing = [...(beside[field] ?? [])].toReversed();
    for (const [step, text] of [...replaced, ...standing].entries()) {
      (steps[step] ??= {})[field] = text;
      // The first that still stands replaces those before it; the next ones stand beside it.
      if (step > replaced.length) (replaces[step] ??= {})[field] = [];
    }
  }
  return steps.map((fields, step) => {
    const beside = replaces[step];
    return { table, row: id, fields, ...(beside && { replaces: beside }) } as Write;
  });
}

function inEntries(writes: readonly Write[]): readonly (readonly Write[])[] {
  const entries: Write[][] = [];
  let size = 0;
  for (const write of writes) {
    const length = JSON.stringify(write.fields).length;
    const entry = entries.at(-1);
    if (entry === undefined || entry.length >= WRITES_PER_ENTRY || size + length > CHARACTERS_PER_ENTRY) {
      entries.push([write]);
      size = length;
    } else {
      entry.push(write);
      size += length;
    }
  }
  return entries;
}
