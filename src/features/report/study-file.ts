import { toBase64 } from '../../domain/base64.ts';
import type { StudyId } from '../../domain/ids.ts';
import type { Notebook } from '../../notebook/database.ts';
import { pictureBytes } from '../../notebook/read-photos.ts';
import { studyRows, type PlainRow } from '../../notebook/read-study-rows.ts';
import { members } from '../../notebook/read-team.ts';
import { breathe, Cancelled, type Progress } from './progress.ts';

/**
 * A study as one file of JSON, version 1; README.md of this room describes it. Everything the notebook holds of the study
 * is in it, except what opens photos at the server: those come as pictures, or not at all.
 */
export const STUDY_FORMAT = 'threefold-study';
export const STUDY_FORMAT_VERSION = 1;
/** What a file may weigh: less than a tablet of 2 GB can read and check in one go. Bytes. */
export const MAX_STUDY_FILE_BYTES = 90_000_000;
/** Photos stop here, and earlier where the rest is long: the app takes back in whatever it gave out. */
const MAX_PHOTO_CHARACTERS = 70_000_000;
/** For names, commas and whatever else stands around the rows. Bytes. */
const ROOM_AROUND_ROWS = 500_000;

/** Fields of a photo's row that mean something outside its team. */
const PHOTO_FIELDS = ['width', 'height', 'takenAt'];

export interface StudyFile {
  readonly blob: Blob;
  /** Photos that are not on this tablet, or found no room. */
  readonly photosLeftOut: number;
}

export async function studyFile(
  notebook: Notebook,
  study: StudyId,
  {
    now,
    hasPhotos,
    mostBytes = MAX_STUDY_FILE_BYTES,
    progress,
  }: { now: Date; hasPhotos: boolean; mostBytes?: number; progress?: Progress },
): Promise<StudyFile> {
  const [tables, everybody] = await Promise.all([studyRows(notebook, study), members(notebook)]);
  const written = JSON.stringify([...tables.values()]);
  const people = everybody.filter(({ id }) => written.includes(id)).map(({ id, name }) => ({ id, name }));
  const head = {
    format: STUDY_FORMAT,
    version: STUDY_FORMAT_VERSION,
    exportedAt: now.toISOString(),
    study,
    people,
  };
  const parts: string[] = [`${JSON.stringify(head).slice(0, -1)},"tables":{`];
  const room = mostBytes - ROOM_AROUND_ROWS - new Blob([written]).size;
  const photos = { left: hasPhotos ? Math.min(MAX_PHOTO_CHARACTERS, room) : 0, leftOut: 0 };
  const all = [...tables.values()].reduce((sum, rows) => sum + rows.length, 0);
  let done = 0;
  for (const [index, [table, rows]] of [...tables].entries()) {
    parts.push(`${index === 0 ? '' : ','}\n${JSON.stringify(table)}:[`);
    for (const [place, row] of rows.entries()) {
      const line = table === 'photos' ? await photoLine(notebook, row, photos) : lineOf(row, row.fields);
      parts.push(`${place === 0 ? '' : ','}\n${JSON.stringify(line)}`);
      done++;
      if (done % 200 === 0 || table === 'photos') {
        progress?.onStep(done / all);
        await breathe();
        if (progress?.signal.aborted) throw new Cancelled();
      }
    }
    parts.push(']');
  }
  parts.push('\n}}\n');
  return { blob: new Blob(parts, { type: 'application/json' }), photosLeftOut: photos.leftOut };
}

export function lineOf({ id, beside, earlier }: PlainRow, fields: PlainRow['fields']) {
  return { id, ...fields, ...(beside && { beside }), ...(earlier && { earlier }) };
}

/** A photo with its picture as base64, or without where its bytes are not here. */
export async function photoLine(
  notebook: Notebook,
  row: PlainRow,
  photos: { left: number; leftOut: number },
) {
  const fields = Object.fromEntries(
    Object.entries(row.fields).filter(([name]) => PHOTO_FIELDS.includes(name)),
  );
  const bytes = photos.left > 0 ? await pictureBytes(notebook, row.id) : undefined;
  const jpeg = bytes && toBase64(bytes);
  if (jpeg === undefined || jpeg.length > photos.left) {
    photos.leftOut++;
    return lineOf(row, fields);
  }
  photos.left -= jpeg.length;
  return lineOf(row, { ...fields, jpeg });
}
