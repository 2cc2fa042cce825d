import { isLastLesson, lessonAfter } from '../../domain/discussion.ts';
import { lastSegment } from '../../domain/ids.ts';
import { longDate } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { wordings } from '../../i18n/wordings.ts';
import type { ItemWithMinutes, WholeLesson } from '../../notebook/read-whole-study.ts';
import { noteRuns } from './note-part.ts';
import type { NameOf } from './observer-names.ts';
import {
  facts,
  headCells,
  heading,
  textCell,
  words,
  type Block,
  type Cell,
  type Run,
} from './report-blocks.ts';
import { pupilHead } from './report-words.ts';

/** The pupils' own words after a lesson, side by side: a row for each question. */
export function interviewBlocks({ plan, answers }: WholeLesson): readonly Block[] {
  const answered = answers.filter(({ text }) => text.trim() !== '');
  if (answered.length === 0) return [];
  const questions = [...new Set(answered.map(({ question }) => question))];
  return [
    heading(2, m.report_interviews()),
    {
      kind: 'table',
      label: m.report_interviews(),
      head: [
        textCell(m.report_question(), { isHead: true }),
        ...plan.pupils.map((pupil) => textCell(pupilHead(pupil), { isHead: true, subject: pupil.letter })),
      ],
      rows: questions.map((question): readonly Cell[] => [
        textCell(question, { isHead: true }),
        ...plan.pupils.map(({ letter }): Cell => ({
          parts: answered.flatMap((answer) =>
            answer.letter === letter && answer.question === question
              ? [words({ text: wordings(answer, 'text', answer.text) })]
              : [],
          ),
        })),
      ]),
      widths: [22, ...plan.pupils.map(() => 78 / Math.max(1, plan.pupils.length))],
    },
  ];
}

/** What was said in the joint review, what is to be done, and what is carried into the next lesson. */
export function discussionBlocks(
  lesson: WholeLesson,
  minutes: ReadonlyMap<string, string>,
  nameOf: NameOf,
): readonly Block[] {
  const { discussion, agenda, actions, points, plan } = lesson;
  const items = agenda.flatMap((item) => itemBlocks(item, lesson, minutes.get(item.id) ?? '', nameOf));
  const person = (member: string) => (member === '' ? '' : nameOf(member));
  const blocks = [
    ...(items.length > 0 && discussion !== undefined
      ? facts([
          [m.report_chair(), person(discussion.chair)],
          [m.report_scribe(), person(discussion.scribe)],
        ])
      : []),
    ...items,
    ...(points.length > 0
      ? [
          heading(3, pointsHeading(plan)),
          {
            kind: 'list' as const,
            items: points.map((point): readonly Run[] => [{ text: wordings(point, 'text', point.text) }]),
          },
        ]
      : []),
    ...(actions.length > 0
      ? [
          heading(3, m.report_actions()),
          {
            kind: 'table' as const,
            label: m.report_actions(),
            head: headCells(m.report_action(), m.report_owner(), m.report_due(), m.report_done()),
            rows: actions.map((action): readonly Cell[] => [
              textCell(wordings(action, 'text', action.text)),
              textCell(person(action.owner)),
              textCell(longDate(action.due) || action.due),
              textCell(action.done ? m.report_yes() : m.report_not_yet()),
            ]),
            widths: [55, 15, 18, 12],
          },
        ]
      : []),
  ];
  return blocks.length === 0 ? [] : [heading(2, m.report_discussion()), ...blocks];
}

/** After the last lesson there is none that the points could be for. */
export function pointsHeading(plan: WholeLesson['plan']): string {
  const next = lessonAfter(plan.lesson.id);
  return next === undefined || isLastLesson(plan)
    ? m.report_points_last()
    : m.report_points({ number: lastSegment(next) });
}

/** Nothing for an item nobody wrote under. */
function itemBlocks(
  item: ItemWithMinutes,
  lesson: WholeLesson,
  text: string,
  nameOf: NameOf,
): readonly Block[] {
  const cited = item.cited.flatMap((id) => lesson.notes.find((note) => note.id === id) ?? []);
  if (text === '' && cited.length === 0) return [];
  const title = wordings(item, 'title', item.title) || m.report_item_untitled();
  return [
    heading(3, item.isRemoved ? m.report_item_removed({ title }) : title),
    ...text
      .split(/\n{2,}/)
      .flatMap((paragraph) => (paragraph.trim() === '' ? [] : [words({ text: paragraph })])),
    ...(cited.length > 0
      ? [
          words({ text: m.report_cited(), mark: 'second' }),
          { kind: 'list' as const, items: cited.map((note) => noteRuns(note, nameOf)) },
        ]
      : []),
  ];
}
