import { subjectOf } from '../../domain/study.ts';
import { unparse } from 'papaparse';
import { lastSegment } from '../../domain/ids.ts';
import { isEvidence, type Note } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { wordings } from '../../i18n/wordings.ts';
import type { WholeLesson, WholeStudy } from '../../notebook/read-whole-study.ts';
import type { NameOf } from './observer-names.ts';
import { kindName, matchName, pupilName, stageName, verdictName } from './report-words.ts';

/**
 * What a spreadsheet might take for a formula, also after blanks and in the full-width characters that some of them
 * count as the same. Such a cell gets an apostrophe in front and stays words.
 */
const LIKE_A_FORMULA = /^[\s\p{Cc}\ufeff]*[=+\-@|%＝＋－＠﹦﹢﹣﹫]|^[\t\r\n]/u;

/** What a child says in a lesson on fractions, and what spreadsheets make the second of January of. It stays words too. */
const LIKE_A_DATE = /^\s*\d+(\s*[./:–-]\s*\d+)+\s*$/u;

/** So that spreadsheets read it as UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

type Value = string | number;
interface Row {
  readonly note: Note;
  readonly lesson: WholeLesson;
  readonly nameOf: NameOf;
}

const COLUMNS: readonly (readonly [name: () => string, value: (row: Row) => Value])[] = [
  [m.report_csv_lesson, ({ lesson }) => Number(lastSegment(lesson.plan.lesson.id))],
  [m.report_csv_lesson_title, ({ lesson }) => asWords(lesson.plan.lesson.title)],
  [m.report_csv_date, ({ lesson }) => lesson.plan.lesson.date],
  [m.report_csv_time, ({ note }) => hoursMinutesSeconds(note.atMs ?? 0)],
  [m.report_csv_seconds, ({ note }) => Math.round((note.atMs ?? 0) / 1000)],
  [m.report_csv_shifted, ({ note, lesson }) => Math.round(shiftOf(note, lesson) / 1000)],
  [m.report_csv_after, ({ note }) => yesOrNo(note.afterLesson)],
  [m.report_csv_stage_number, ({ note, lesson }) => stageNumber(note, lesson)],
  [m.plan_sheet_stage, ({ note, lesson }) => stageName(lesson.plan.stages, note.stage)],
  [m.report_csv_letter, ({ note }) => (subjectOf(note) === 'class' ? '' : note.pupil)],
  [m.report_pupil, ({ note, lesson }) => whoOf(note, lesson)],
  [m.report_csv_observer, ({ note, nameOf }) => nameOf(note.observer)],
  [m.report_csv_kind, ({ note }) => kindName(note.kind)],
  [m.report_csv_evidence, ({ note }) => yesOrNo(isEvidence(note))],
  [m.report_csv_note, ({ note }) => asWords(wordings(note, 'text', note.text))],
  [m.report_csv_tags, ({ note }) => asWords(note.tags.join(', '))],
  [m.report_csv_starred, ({ note }) => yesOrNo(note.starred)],
  [m.report_csv_photos, ({ note, lesson }) => (lesson.photos.get(note.id) ?? []).length],
  [m.report_csv_strokes, ({ note, lesson }) => (lesson.strokes.get(note.id) ?? []).length],
  [
    m.review_we_predicted,
    ({ note, lesson }) => asWords(lesson.plan.predictions.get(keyOf(note))?.text ?? ''),
  ],
  [m.report_csv_match, ({ note, lesson }) => matchOf(note, lesson)],
  [m.report_csv_verdict, ({ note, lesson }) => verdictOf(note, lesson)],
  [m.report_csv_id, ({ note }) => note.id],
];

/** Every note of a study, a row each, in the order of lessons and lesson time. */
export function notesCsv(study: Pick<WholeStudy, 'wholeLessons'>, nameOf: NameOf): string {
  const rows = study.wholeLessons.flatMap((lesson) =>
    lesson.notes.map((note) => COLUMNS.map(([, value]) => value({ note, lesson, nameOf }))),
  );
  const fields = COLUMNS.map(([name]) => name());
  return (
    BYTE_ORDER_MARK +
    unparse({ fields, data: rows }, { newline: '\r\n', quotes: true, escapeFormulae: LIKE_A_FORMULA })
  );
}

/** `0:01:05`: what a lesson's `1:05` would be read as is five past one. */
function hoursMinutesSeconds(atMs: number): string {
  const seconds = Math.floor(Math.abs(atMs) / 1000);
  const [minutes, rest] = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${atMs <= -1000 ? '−' : ''}${Math.floor(seconds / 3600)}:${minutes}:${rest}`;
}

function asWords(text: string): string {
  return LIKE_A_DATE.test(text) ? `'${text}` : text;
}

function stageNumber({ stage }: Note, { plan }: WholeLesson): Value {
  const index = plan.stages.findIndex(({ id }) => lastSegment(id) === stage);
  return index < 0 ? '' : index + 1;
}

/** How much of its time is the team's shift of its observer, and not the observer's own clock. */
function shiftOf({ sitting }: Note, { sittings }: WholeLesson): number {
  return sittings.find(({ id }) => lastSegment(id) === sitting)?.nudgeMs ?? 0;
}

function whoOf(note: Note, { plan }: WholeLesson): string {
  const pupil = plan.pupils.find(({ letter }) => letter === note.pupil);
  return pupil === undefined ? m.review_class() : pupilName(pupil);
}

function keyOf({ stage, pupil }: Note): string {
  return `${stage}.${pupil}`;
}

/** What this observer marked against the prediction that the note belongs to. */
function matchOf(note: Note, { matches }: WholeLesson): string {
  const value = matches.get(`${keyOf(note)}.${note.observer}`)?.value ?? '';
  return value === '' ? '' : matchName(value);
}

function verdictOf(note: Note, { verdicts }: WholeLesson): string {
  const value = verdicts.get(keyOf(note))?.value ?? '';
  return value === '' ? '' : verdictName(value);
}

function yesOrNo(isSo: boolean): string {
  return isSo ? m.report_csv_yes() : m.report_csv_no();
}
