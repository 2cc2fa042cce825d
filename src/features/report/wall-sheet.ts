import { lastSegment } from '../../domain/ids.ts';
import { type Stage, type Subject, subjectOf } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { wordings } from '../../i18n/wordings.ts';
import type { WholeLesson } from '../../notebook/read-whole-study.ts';
import { subjectsOf } from './glance.ts';
import { predictedParts } from './lesson-blocks.ts';
import { notePart } from './note-part.ts';
import type { NameOf } from './observer-names.ts';
import { textCell, words, type Cell, type Part, type Table } from './report-blocks.ts';
import { pupilHead, stageName } from './report-words.ts';

/**
 * The paper sheet of planning, observation and discussion, filled in by itself: stages down, pupils across; in each cell
 * what was predicted, what everybody saw, and what was agreed.
 */
export function wallSheet(lesson: WholeLesson, here: ReadonlySet<string>, nameOf: NameOf): Table {
  const { plan, notes } = lesson;
  const segments = new Set(plan.stages.map(({ id }) => lastSegment(id)));
  const hasElsewhere = notes.some(({ stage }) => !segments.has(stage));
  const rows = [...plan.stages, ...(hasElsewhere ? [undefined] : [])];
  const cellOf = (stage: Stage | undefined, subject: Subject): Cell => {
    const isHere = (segment: string) =>
      stage === undefined ? !segments.has(segment) : segment === lastSegment(stage.id);
    const own = notes.filter((note) => subjectOf(note) === subject && isHere(note.stage));
    const predicted = stage === undefined ? [] : predictedParts(lesson, stage, subject, nameOf);
    const seen = own.map((note) => notePart(note, lesson, here, nameOf));
    return { parts: [...predicted.map(asPredicted), ...seen] };
  };
  return {
    kind: 'table',
    label: m.report_sheet_title(),
    head: [
      textCell(m.plan_sheet_stage(), { isHead: true }),
      ...plan.pupils.map((pupil) => textCell(pupilHead(pupil), { isHead: true, subject: pupil.letter })),
      textCell(m.review_class(), { isHead: true, subject: 'class' }),
    ],
    rows: [
      [
        textCell(m.plan_criterion_row(), { isHead: true }),
        ...plan.pupils.map(({ letter }) => {
          const criterion = plan.criteria[letter];
          const text = criterion === undefined ? '' : wordings(criterion, 'text', criterion.text);
          return textCell(text, { subject: letter });
        }),
        textCell(wordings(plan.lesson, 'successCriteria', plan.lesson.successCriteria), { subject: 'class' }),
      ],
      ...rows.map((stage): readonly Cell[] => [
        { parts: stageParts(lesson, stage), isHead: true },
        ...subjectsOf(plan).map((subject) => cellOf(stage, subject)),
      ]),
    ],
    widths: [12, ...plan.pupils.map(() => 75 / Math.max(1, plan.pupils.length)), 13],
  };
}

/** Set apart from what was seen. */
function asPredicted(part: Part): Part {
  return part.kind === 'words' ? { ...part, isPredicted: true } : part;
}

function stageParts({ plan }: WholeLesson, stage: Stage | undefined): readonly Part[] {
  const name = stageName(plan.stages, stage === undefined ? '' : lastSegment(stage.id));
  const minutes = stage?.minutes ?? null;
  const doing = stage === undefined ? '' : wordings(stage, 'teacherDoes', stage.teacherDoes);
  return [
    words({ text: name, mark: 'strong' }),
    ...(minutes === null ? [] : [words({ text: m.review_planned({ minutes }), mark: 'second' })]),
    ...(doing === '' ? [] : [words({ text: doing, mark: 'second' })]),
  ];
}
