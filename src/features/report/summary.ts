import { hasWords } from '../../domain/interview.ts';
import { MATCH_VALUES, type MatchValue } from '../../domain/note.ts';
import type { WholeLesson } from '../../notebook/read-whole-study.ts';
import type { ReportParts } from './report-document.ts';
import { classFacts, doubtAbout, lessonName, pupilHead, studyName } from './report-words.ts';
import type { PupilLetter } from '../../domain/study.ts';
import { pointsHeading } from './talk-blocks.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** A study on one page: what was asked, what was taught and seen, what was found. */
export interface Summary {
  readonly title: string;
  readonly facts: string;
  readonly question: string;
  readonly hypothesis: string;
  readonly pupils: readonly {
    readonly letter: PupilLetter;
    readonly name: string;
    readonly represents: string;
  }[];
  readonly lessons: readonly {
    readonly name: string;
    readonly changed: string;
    readonly tally: string;
    readonly points: readonly string[];
    /** What the points are for. */
    readonly forNext: string;
  }[];
  readonly words: readonly { readonly who: string; readonly question: string; readonly text: string }[];
  readonly findings: readonly {
    readonly claim: string;
    /** Not agreed yet, or agreed and no longer standing; '' otherwise. */
    readonly doubt: string;
    readonly limits: string;
    readonly next: string;
  }[];
  /** What is shortened or left out, in words; empty when everything stands there. */
  readonly leftOut: readonly string[];
}

/** From everything in large letters down to what always fits on a page. */
interface Room {
  readonly letters: 'roomy' | 'close' | 'dense';
  readonly text: number;
  readonly findings: number;
  readonly points: number;
  readonly words: number;
}
export const ROOMS: readonly [Room, ...Room[]] = [
  { letters: 'roomy', text: Infinity, findings: Infinity, points: Infinity, words: Infinity },
  { letters: 'roomy', text: Infinity, findings: Infinity, points: Infinity, words: 9 },
  { letters: 'close', text: Infinity, findings: Infinity, points: Infinity, words: 9 },
  { letters: 'close', text: Infinity, findings: Infinity, points: Infinity, words: 6 },
  { letters: 'dense', text: Infinity, findings: Infinity, points: Infinity, words: 6 },
  { letters: 'dense', text: 400, findings: 12, points: 6, words: 6 },
  { letters: 'dense', text: 260, findings: 8, points: 4, words: 3 },
  { letters: 'dense', text: 160, findings: 5, points: 3, words: 3 },
  { letters: 'dense', text: 90, findings: 4, points: 2, words: 0 },
  { letters: 'dense', text: 60, findings: 3, points: 1, words: 0 },
];

export function summaryOf({ study: whole }: ReportParts, room: Room): Summary {
  let isShortened = false;
  const short = (text: string) => {
    const trimmed = text.trim();
    const characters = Array.from(trimmed);
    // A line break takes a whole line, however short the line is.
    const lines = trimmed.split('\n');
    if (characters.length <= room.text && lines.length * 40 <= room.text + 40) return trimmed;
    isShortened = true;
    return `${Array.from(lines.join(' ')).slice(0, room.text).join('').trim()}…`;
  };
  const { study, pupils } = whole;
  const written = whole.findings.filter(({ finding }) => finding.claim.trim() !== '');
  const answers = whole.wholeLessons.flatMap((lesson) =>
    lesson.answers.filter(hasWords).map((answer) => ({ answer, lesson })),
  );
  const points = whole.wholeLessons.map((lesson) => lesson.points.filter(({ text }) => text.trim() !== ''));
  const summary = {
    title: short(studyName(study)),
    facts: short(classFacts(study)),
    question: short(study.focusQuestion),
    hypothesis: short(study.hypothesis),
    pupils: pupils.map((pupil) => ({
      letter: pupil.letter,
      name: short(pupilHead(pupil)),
      represents: short(pupil.represents),
    })),
    lessons: whole.wholeLessons.map((lesson, index) => ({
      name: short(lessonName(lesson.plan.lesson)),
      changed: short(lesson.plan.lesson.changed),
      tally: tallyOf(lesson),
      points: (points[index] ?? []).slice(0, room.points).map(({ text }) => short(text)),
      forNext: pointsHeading(lesson.plan),
    })),
    // The last lesson's words tell most of what changed.
    words: answers
      .toReversed()
      .slice(0, room.words)
      .toReversed()
      .map(({ answer, lesson }) => {
        const pupil = lesson.plan.pupils.find(({ letter }) => letter === answer.letter);
        return {
          who: pupil === undefined ? '' : short(pupilHead(pupil)),
          question: short(answer.question),
          text: short(answer.text),
        };
      }),
    findings: written.slice(0, room.findings).map(({ finding, standing }) => ({
      claim: short(finding.claim),
      doubt: doubtAbout({ finding, standing }),
      limits: short(finding.limits),
      next: short(finding.nextStep),
    })),
  };
  const findingsOut = Math.max(0, written.length - room.findings);
  const pointsOut = points.some((all) => all.length > room.points);
  return {
    ...summary,
    leftOut: [
      ...(findingsOut > 0 ? [m.report_left_findings({ count: findingsOut })] : []),
      ...(answers.length > room.words ? [m.report_left_words()] : []),
      ...(isShortened || pointsOut ? [m.report_left_texts()] : []),
    ],
  };
}

/** How the triad's agreed verdicts came out; before there are any, how many notes there are. */
function tallyOf({ verdicts, notes }: WholeLesson): string {
  const count = (wanted: MatchValue) => [...verdicts.values()].filter(({ value }) => value === wanted).length;
  const [as, partly, not] = MATCH_VALUES.map(count);
  const observers = new Set(notes.map(({ observer }) => observer)).size;
  const seen = m.review_counts({ notes: notes.length, observers });
  if ((as ?? 0) + (partly ?? 0) + (not ?? 0) === 0) return seen;
  return `${seen}. ${m.report_summary_tally({ as: String(as), partly: String(partly), not: String(not) })}`;
}
