import { lastSegment } from '../../domain/ids.ts';
import type { Match, Note, Verdict } from '../../domain/note.ts';
import { type Stage, type Subject, subjectOf } from '../../domain/study.ts';
import { longLessonDay } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { wordings } from '../../i18n/wordings.ts';
import { predictionKey } from '../../notebook/read-study.ts';
import type { WholeLesson } from '../../notebook/read-whole-study.ts';
import { glanceOf, subjectsOf } from './glance.ts';
import { notePart } from './note-part.ts';
import type { NameOf } from './observer-names.ts';
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
import { shiftedTimes } from './shifted-times.ts';
import { lessonName, matchName, pupilHead, stageName, verdictName } from './report-words.ts';

/** One lesson: its plan, what was predicted and observed, and how many notes there are of whom. */
export function lessonBlocks(
  lesson: WholeLesson,
  { here, nameOf }: { here: ReadonlySet<string>; nameOf: NameOf },
): readonly Block[] {
  const { plan, notes } = lesson;
  const { lesson: row, pupils, criteria } = plan;
  const observers = new Set(notes.map(({ observer }) => observer)).size;
  const shifted = shiftedTimes(lesson.sittings, nameOf);
  const observed = predictedAndObserved(lesson, (note) => notePart(note, lesson, here, nameOf), nameOf);
  return [
    heading(1, lessonName(row), { startsPage: true }),
    ...facts([
      [m.report_when(), longLessonDay(row.date, row.time)],
      [m.report_changed(), wordings(row, 'changed', row.changed)],
      [m.plan_lesson_aim(), wordings(row, 'aim', row.aim)],
      [m.plan_class_criteria(), wordings(row, 'successCriteria', row.successCriteria)],
      ...pupils.map((pupil): [string, string] => {
        const criterion = criteria[pupil.letter];
        const name = m.report_criterion({ pupil: pupilHead(pupil) });
        return [name, criterion === undefined ? '' : wordings(criterion, 'text', criterion.text)];
      }),
      [m.plan_lesson_resources(), wordings(row, 'resources', row.resources)],
      [m.report_record(), m.review_counts({ notes: notes.length, observers })],
    ]),
    ...(notes.length > 0
      ? [
          heading(2, m.report_at_a_glance()),
          { kind: 'glance', label: m.report_glance_label(), glance: glanceOf(lesson) } as const,
        ]
      : []),
    ...(observed.length > 0 ? [heading(2, m.review_grid())] : []),
    ...(shifted === '' ? [] : [words({ text: shifted, mark: 'second' as const })]),
    ...observed,
  ];
}

type PartOf = (note: Note) => Part;

function predictedAndObserved(lesson: WholeLesson, partOf: PartOf, nameOf: NameOf): readonly Block[] {
  const { plan, notes } = lesson;
  const segments = new Set(plan.stages.map(({ id }) => lastSegment(id)));
  const elsewhere = notes.filter(({ stage }) => !segments.has(stage));
  return [
    ...plan.stages.flatMap((stage) => {
      const ofStage = notes.filter((note) => note.stage === lastSegment(stage.id));
      return stageBlocks(lesson, stage, ofStage, partOf, nameOf);
    }),
    ...(elsewhere.length > 0 ? stageBlocks(lesson, undefined, elsewhere, partOf, nameOf) : []),
  ];
}

function stageBlocks(
  lesson: WholeLesson,
  stage: Stage | undefined,
  notes: readonly Note[],
  partOf: PartOf,
  nameOf: NameOf,
): readonly Block[] {
  const { plan } = lesson;
  const name = stageName(plan.stages, stage === undefined ? '' : lastSegment(stage.id));
  const minutes = stage?.minutes ?? null;
  const doing = stage === undefined ? '' : wordings(stage, 'teacherDoes', stage.teacherDoes);
  const planned = minutes === null ? '' : m.review_planned({ minutes });
  const rows = subjectsOf(plan).flatMap((subject): readonly Cell[][] => {
    const own = notes.filter((note) => subjectOf(note) === subject);
    const predicted = stage === undefined ? [] : predictedParts(lesson, stage, subject, nameOf);
    if (own.length === 0 && predicted.length === 0) return [];
    const pupil = plan.pupils.find(({ letter }) => letter === subject);
    const head = pupil === undefined ? m.review_class() : pupilHead(pupil);
    const seen: readonly Part[] =
      own.length > 0 ? own.map(partOf) : [words({ text: m.review_no_notes(), mark: 'second' })];
    return [[textCell(head, { subject, isHead: true }), { parts: predicted, subject }, { parts: seen }]];
  });
  return [
    heading(3, planned === '' ? name : m.report_stage({ name, planned })),
    ...(doing === '' ? [] : [words({ text: doing })]),
    rows.length === 0
      ? words({ text: m.report_nothing_in_stage(), mark: 'second' })
      : {
          kind: 'table' as const,
          label: name,
          head: headCells(m.report_who(), m.review_we_predicted(), m.report_we_observed()),
          rows,
          widths: [14, 28, 58],
        },
  ];
}

/** The prediction, what each observer marked against it, and what the triad agreed. */
export function predictedParts(
  { plan, matches, verdicts }: WholeLesson,
  stage: Stage,
  subject: Subject,
  nameOf: NameOf,
): readonly Part[] {
  if (subject === 'class') return [];
  const key = predictionKey(stage.id, subject);
  const prediction = plan.predictions.get(key);
  const marks = [...matches].flatMap(([path, match]) =>
    match.value !== '' && path.startsWith(`${key}.`) ? [markOf(match, nameOf)] : [],
  );
  const verdict = verdicts.get(key);
  const text = prediction === undefined ? '' : wordings(prediction, 'text', prediction.text);
  return [
    ...(text === '' ? [] : [words({ text })]),
    ...(marks.length > 0 ? [words({ text: marks.join(' · '), mark: 'second' })] : []),
    ...(verdict === undefined || verdict.value === ''
      ? []
      : [words({ text: agreedWords(verdict), mark: 'strong' })]),
  ];
}

function markOf(match: Match, nameOf: NameOf): string {
  const name = nameOf(lastSegment(match.id));
  return name === ''
    ? matchName(match.value)
    : m.review_observer_marked({ name, match: matchName(match.value) });
}

function agreedWords(verdict: Verdict): string {
  const remark = wordings(verdict, 'remark', verdict.remark);
  const name = verdictName(verdict.value);
  return m.report_agreed({
    verdict: remark === '' ? name : m.review_verdict_with_remark({ verdict: name, remark }),
  });
}
