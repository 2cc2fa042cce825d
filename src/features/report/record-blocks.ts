import { parentId } from '../../domain/ids.ts';
import { hasWords } from '../../domain/interview.ts';
import { isNamedIn } from '../../domain/mask-names.ts';
import type { Pupil, PupilLetter } from '../../domain/study.ts';
import type { TableName } from '../../domain/tables.ts';
import { longDate } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { wordings } from '../../i18n/wordings.ts';
import type { WholeLesson } from '../../notebook/read-whole-study.ts';
import { commentBlocks } from './comment-blocks.ts';
import { findingBlocks } from './finding-blocks.ts';
import { predictedParts } from './lesson-blocks.ts';
import { notePart } from './note-part.ts';
import type { NameOf } from './observer-names.ts';
import { textIn, type PupilRows } from './pupil-rows.ts';
import {
  facts,
  headCells,
  heading,
  textCell,
  words,
  type Block,
  type Cell,
  type Part,
} from './report-blocks.ts';
import type { ReportParts } from './report-document.ts';
import { lessonName, pupilName, stageName, studyName } from './report-words.ts';
import { shiftedTimes } from './shifted-times.ts';

export interface RecordOf {
  readonly parts: ReportParts;
  readonly rows: PupilRows;
  readonly pupil: Pupil & { readonly letter: PupilLetter };
  readonly teamName: string;
}

/** Everything about one pupil in the order of the lessons, for whoever has a right to see it. */
export function recordBlocks(
  record: RecordOf,
  { nameOf, today }: { nameOf: NameOf; today: string },
): readonly Block[] {
  const { parts, pupil, rows } = record;
  const { study: whole } = parts;
  const seats = (rows.own.get('seats') ?? []).map(({ fields }) => textIn(fields['label']));
  const talk = rows.own.get('interactions')?.length ?? 0;
  return [
    {
      kind: 'title',
      text: m.report_record_title({ pupil: pupilName(pupil) }),
      under: studyName(whole.study),
    },
    words({ text: introOf(record, today) }),
    ...facts([
      [m.plan_represents(), wordings(pupil, 'represents', pupil.represents)],
      [m.plan_starting_point(), wordings(pupil, 'startingPoint', pupil.startingPoint)],
      [m.report_record_photos_allowed(), pupil.photosAllowed ? m.report_csv_yes() : m.report_csv_no()],
      [m.seating_title(), seats.join(', ')],
      [m.report_record(), talk > 0 ? m.report_record_talk({ count: talk }) : ''],
    ]),
    ...whole.wholeLessons.flatMap((lesson) => ofLesson(lesson, record, nameOf)),
    ...restingOnIt(record, nameOf),
    ...mentionedIn(record, nameOf),
  ];
}

function introOf({ parts, pupil, teamName }: RecordOf, today: string): string {
  return m.report_record_intro({
    team: teamName || m.report_record_team(),
    letter: pupil.letter,
    study: studyName(parts.study.study),
    alias: pupilName(pupil),
    day: longDate(today),
  });
}

function ofLesson(lesson: WholeLesson, { pupil, rows, parts }: RecordOf, nameOf: NameOf): readonly Block[] {
  const { plan } = lesson;
  const { letter } = pupil;
  const criterion = plan.criteria[letter];
  const predicted = plan.stages.flatMap((stage): readonly Cell[][] => {
    const own = predictedParts(lesson, stage, letter, nameOf);
    return own.length === 0
      ? []
      : [[textCell(stageName(plan.stages, segmentOf(stage.id)), { isHead: true }), { parts: own }]];
  });
  const earlier = new Map(
    (rows.own.get('notes') ?? []).map(({ id, earlier: past }) => [id, past?.['text'] ?? []]),
  );
  const notes = lesson.notes.filter((note) => note.pupil === letter);
  const noteRows = notes.map((note): readonly Cell[] => {
    const past = (earlier.get(note.id) ?? []).map((text): Part =>
      words({ text: m.report_record_earlier({ text }), mark: 'second' }),
    );
    return [
      textCell(stageName(plan.stages, note.stage), { isHead: true }),
      { parts: [notePart(note, lesson, parts.study.photosHere, nameOf), ...past] },
    ];
  });
  const shifted = shiftedTimes(lesson.sittings, nameOf);
  const answers = lesson.answers.filter((answer) => answer.letter === letter && hasWords(answer));
  const blocks: readonly Block[] = [
    ...facts([
      [m.plan_criterion_row(), criterion === undefined ? '' : wordings(criterion, 'text', criterion.text)],
    ]),
    ...tableOf(m.report_record_plan(), [m.plan_sheet_stage(), m.review_we_predicted()], predicted),
    ...(shifted === '' || noteRows.length === 0 ? [] : [words({ text: shifted, mark: 'second' as const })]),
    ...tableOf(m.report_record_notes(), [m.plan_sheet_stage(), m.report_we_observed()], noteRows),
    ...(answers.length > 0 ? [heading(3, m.report_interviews())] : []),
    ...facts(
      answers.map((answer): [string, string] => [answer.question, wordings(answer, 'text', answer.text)]),
    ),
  ];
  return blocks.length === 0 ? [] : [heading(1, lessonName(plan.lesson)), ...blocks];
}

function segmentOf(id: string): string {
  return id.slice(parentId(id).length + 1);
}

function tableOf(
  label: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
): readonly Block[] {
  if (rows.length === 0) return [];
  return [heading(3, label), { kind: 'table', label, head: headCells(...head), rows, widths: [25, 75] }];
}

/** Findings that rest on it, what was cited of it in a discussion, and what was remarked about it. */
function restingOnIt({ parts, rows }: RecordOf, nameOf: NameOf): readonly Block[] {
  const { study: whole } = parts;
  const ids = (table: TableName) => new Set((rows.own.get(table) ?? []).map(({ id }) => id));
  const [evidence, comments] = [ids('evidence'), ids('comments')];
  const cited = new Set((rows.own.get('citations') ?? []).map(({ id }) => parentId(id)));
  const findings = whole.findings
    .map((found) => ({ ...found, evidence: found.evidence.filter(({ id }) => evidence.has(id)) }))
    .filter((each) => each.evidence.length > 0);
  const items = whole.wholeLessons.flatMap(({ agenda }) => agenda.filter(({ id }) => cited.has(id)));
  return [
    ...findingBlocks({ ...whole, findings }, nameOf),
    ...(items.length > 0
      ? [
          heading(1, m.report_cited()),
          {
            kind: 'list',
            items: items.map((item) => [{ text: wordings(item, 'title', item.title) }]),
          } as const,
        ]
      : []),
    ...commentBlocks({ ...whole, comments: whole.comments.filter(({ id }) => comments.has(id)) }, nameOf),
  ];
}

/** Words that name the pupil and are not the pupil's own record; other people may stand in them too. */
function mentionedIn({ parts, rows, pupil }: RecordOf, nameOf: NameOf): readonly Block[] {
  const { study: whole, minutes } = parts;
  const texts = [...rows.mentions].flatMap(([table, found]) =>
    found.flatMap(({ fields, beside = {} }) =>
      [...Object.values(fields), ...Object.values(beside).flat()].flatMap((value) =>
        typeof value === 'string' && isNamedIn(value, pupil.alias) && table !== 'minutes'
          ? [{ text: value, who: table === 'notes' ? nameOf(textIn(fields['observer'])) : '' }]
          : [],
      ),
    ),
  );
  const typed = whole.wholeLessons.flatMap(({ agenda }) =>
    agenda.flatMap(({ id }) => {
      const text = minutes.get(id) ?? '';
      return isNamedIn(text, pupil.alias) ? [{ text, who: '' }] : [];
    }),
  );
  const all = [...texts, ...typed];
  if (all.length === 0) return [];
  return [
    heading(1, m.report_record_mentions()),
    words({ text: m.report_record_mentions_hint(), mark: 'second' }),
    {
      kind: 'list',
      items: all.map(({ text, who }) => [
        { text },
        { text: who === '' ? '' : ` (${who})`, mark: 'second' as const },
      ]),
    },
  ];
}
