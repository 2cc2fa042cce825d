import { lastSegment, studyOf, type LessonId, type MemberId } from '../../domain/ids.ts';
import type { Kind, MatchValue } from '../../domain/note.ts';
import { PUPIL_LETTERS, type PupilLetter } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { LessonPlan, StudyOverview } from '../../notebook/read-study.ts';

export function lessonTitle({ lesson }: Pick<LessonPlan, 'lesson'>): string {
  const number = lastSegment(lesson.id);
  return lesson.title === ''
    ? m.observe_lesson({ number })
    : m.observe_lesson_titled({ number, title: lesson.title });
}

/** "P5 Maths · taught by R. Evans · you observe all three pupils", as far as the plan says so. */
export function lessonFacts(plan: LessonPlan, me: MemberId): string {
  const { study, teacherName: teacher } = plan;
  const className = [study.className, study.subject].filter((part) => part !== '').join(' ');
  const taught = teacher === '' ? '' : m.observe_taught_by({ teacher });
  return [className, taught, watchWords(plan, me)].filter((fact) => fact !== '').join(' · ');
}

export function watchWords(plan: LessonPlan, me: MemberId): string {
  const letters = watchedBy(plan, me);
  if (letters.length === PUPIL_LETTERS.length) return m.observe_you_watch_all();
  const pupils = letters.map((letter) => pupilName(plan, letter)).join(', ');
  return m.observe_you_watch({ pupils });
}

/** Whom a member watches; who has no pupil of their own watches all. */
export function watchedBy(plan: LessonPlan, member: MemberId): readonly PupilLetter[] {
  const own = plan.watches.get(member) ?? [];
  return own.length > 0 ? own : plan.pupils.map(({ letter }) => letter);
}

export function pupilName({ pupils }: Pick<StudyOverview, 'pupils'>, letter: PupilLetter): string {
  const alias = pupils.find((pupil) => pupil.letter === letter)?.alias ?? '';
  return alias === '' ? m.observe_pupil_unnamed({ letter }) : alias;
}

export function kindName(kind: string): string {
  return Object.hasOwn(KIND_NAMES, kind) ? KIND_NAMES[kind as Kind]() : kind;
}

const KIND_NAMES: Record<Kind, () => string> = {
  did: m.observe_kind_did,
  said: m.observe_kind_said,
  work: m.observe_kind_work,
  wonder: m.observe_kind_wonder,
};

export const MATCH_NAMES: Record<MatchValue, () => string> = {
  as: m.observe_match_as,
  partly: m.observe_match_partly,
  not: m.observe_match_not,
};

export function planPath(lesson: LessonId): string {
  return `/studies/${studyOf(lesson)}/lessons/${lastSegment(lesson)}`;
}
