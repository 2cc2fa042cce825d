import { longDate } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { wordings } from '../../i18n/wordings.ts';
import type { WholeStudy } from '../../notebook/read-whole-study.ts';
import { commentBlocks } from './comment-blocks.ts';
import { findingBlocks } from './finding-blocks.ts';
import { lessonBlocks } from './lesson-blocks.ts';
import type { NameOf } from './observer-names.ts';
import { facts, headCells, heading, textCell, words, type Block, type Cell } from './report-blocks.ts';
import { classFacts, pupilHead, studyName } from './report-words.ts';
import { discussionBlocks, interviewBlocks } from './talk-blocks.ts';

export interface ReportParts {
  readonly study: WholeStudy;
  /** What was typed in each discussion, by agenda item. */
  readonly minutes: ReadonlyMap<string, string>;
}

/** The whole study in the order it is read. Pupils are called by their aliases and nothing else. */
export function reportDocument(
  { study: whole, minutes }: ReportParts,
  { nameOf, today }: { nameOf: NameOf; today: string },
): readonly Block[] {
  return [
    ...studyBlocks(whole, today),
    ...whole.wholeLessons.flatMap((lesson) => [
      ...lessonBlocks(lesson, { here: whole.photosHere, nameOf }),
      ...interviewBlocks(lesson),
      ...discussionBlocks(lesson, minutes, nameOf),
    ]),
    ...findingBlocks(whole, nameOf),
    ...commentBlocks(whole, nameOf),
  ];
}

function studyBlocks(whole: WholeStudy, today: string): readonly Block[] {
  const { study, pupils, groundRules } = whole;
  const rules = groundRules.filter(({ text }) => text.trim() !== '');
  const missing = missingPhotos(whole);
  return [
    { kind: 'title', text: studyName(study), under: classFacts(study) },
    words({ text: m.report_made({ day: longDate(today) }), mark: 'second' }),
    ...(missing > 0 ? [words({ text: m.report_photos_missing({ count: missing }), mark: 'second' })] : []),
    ...facts([
      [m.plan_focus_question(), wordings(study, 'focusQuestion', study.focusQuestion)],
      [m.plan_hypothesis(), wordings(study, 'hypothesis', study.hypothesis)],
      [m.plan_known(), wordings(study, 'known', study.known)],
      [m.plan_priority(), wordings(study, 'priority', study.priority)],
      [m.report_dates(), [study.startsOn, study.endsOn].map(longDate).filter(Boolean).join(' – ')],
    ]),
    heading(1, m.plan_pupils_of_study()),
    {
      kind: 'table',
      label: m.plan_pupils_of_study(),
      head: headCells(m.report_pupil(), m.plan_represents(), m.plan_starting_point()),
      rows: pupils.map((pupil): readonly Cell[] => [
        textCell(pupilHead(pupil), { isHead: true, subject: pupil.letter }),
        textCell(wordings(pupil, 'represents', pupil.represents)),
        textCell(wordings(pupil, 'startingPoint', pupil.startingPoint)),
      ]),
      widths: [20, 40, 40],
    },
    ...(rules.length > 0
      ? [
          heading(1, m.report_agreement()),
          {
            kind: 'list',
            items: rules.map((rule) => [{ text: wordings(rule, 'text', rule.text) }]),
          } as const,
        ]
      : []),
  ];
}

export function missingPhotos({ wholeLessons, photosHere }: WholeStudy): number {
  const photos = wholeLessons.flatMap((lesson) => [...lesson.photos.values()].flat());
  return photos.filter(({ id }) => !photosHere.has(id)).length;
}
