import { lastSegment } from '../../domain/ids.ts';
import { isEvidence, type Note } from '../../domain/note.ts';
import { type Subject, subjectOf } from '../../domain/study.ts';
import type { WholeLesson } from '../../notebook/read-whole-study.ts';
import { pupilHead, stageName } from './report-words.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** How many notes there are of whom in which stage: where the record is thin is seen before anyone argues from it. */
export interface Glance {
  readonly subjects: readonly { readonly subject: Subject; readonly name: string }[];
  readonly rows: readonly {
    readonly stage: string;
    /** In the order of the subjects. */
    readonly counts: readonly { readonly evidence: number; readonly thoughts: number }[];
  }[];
  /** The largest count of one cell, thoughts and all. */
  readonly most: number;
}

/** The pupils that are left, and the class. */
export function subjectsOf({ pupils }: Pick<WholeLesson['plan'], 'pupils'>): readonly Subject[] {
  return [...pupils.map(({ letter }) => letter), 'class'];
}

export function glanceOf({ plan, notes }: Pick<WholeLesson, 'plan' | 'notes'>): Glance {
  const subjects = subjectsOf(plan);
  const segments = plan.stages.map(({ id }) => lastSegment(id));
  const isPlaced = (note: Note) => segments.includes(note.stage);
  const rows = segments.map((segment) => ({
    stage: stageName(plan.stages, segment),
    counts: countsOf(
      subjects,
      notes.filter(({ stage }) => stage === segment),
    ),
  }));
  const elsewhere = notes.filter((note) => !isPlaced(note));
  const all =
    elsewhere.length > 0
      ? [...rows, { stage: m.review_no_stage(), counts: countsOf(subjects, elsewhere) }]
      : rows;
  return {
    subjects: subjects.map((subject) => {
      const pupil = plan.pupils.find(({ letter }) => letter === subject);
      return { subject, name: pupil === undefined ? m.review_class() : pupilHead(pupil) };
    }),
    rows: all,
    most: Math.max(0, ...all.flatMap(({ counts }) => counts.map((each) => each.evidence + each.thoughts))),
  };
}

function countsOf(subjects: readonly Subject[], notes: readonly Note[]) {
  return subjects.map((subject) => {
    const own = notes.filter((note) => subjectOf(note) === subject);
    const evidence = own.filter(isEvidence).length;
    return { evidence, thoughts: own.length - evidence };
  });
}
