import type { Standing } from '../../domain/finding.ts';
import { lastSegment, studyOf, type LessonId } from '../../domain/ids.ts';
import type { Study, Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { StudyOverview } from '../../notebook/read-study.ts';

/** Why a finding cannot be agreed; undefined when it can. */
export function refusal(standing: Standing): string | undefined {
  switch (standing) {
    case 'stands':
      return undefined;
    case 'noClaim':
      return m.findings_lacks_claim();
    case 'noEvidence':
      return m.findings_lacks_evidence();
    case 'wondersOnly':
      return m.findings_lacks_more_than_wonder();
    case 'allGone':
      return m.findings_lacks_what_is_left();
    default:
      return standing satisfies never;
  }
}

/** Why a finding that was agreed no longer stands; undefined while it does. */
export function reasonOfFall(standing: Standing): string | undefined {
  switch (standing) {
    case 'stands':
      return undefined;
    case 'noClaim':
      return m.findings_fell_claim();
    case 'noEvidence':
      return m.findings_fell_evidence();
    case 'wondersOnly':
      return m.findings_fell_wonder();
    case 'allGone':
      return m.findings_fell_gone();
    default:
      return standing satisfies never;
  }
}

const KIND_NAMES: Readonly<Record<string, () => string>> = {
  did: m.findings_kind_did,
  said: m.findings_kind_said,
  work: m.findings_kind_work,
  wonder: m.findings_kind_wonder,
  photo: m.findings_kind_photo,
  answer: m.findings_kind_answer,
};

/** A kind of a newer version is shown as it is written. */
export function kindName(kind: string): string {
  return Object.hasOwn(KIND_NAMES, kind) ? (KIND_NAMES[kind]?.() ?? kind) : kind;
}

export function subjectName({ pupils }: Pick<StudyOverview, 'pupils'>, subject: Subject): string {
  if (subject === 'class') return m.findings_class();
  const alias = pupils.find(({ letter }) => letter === subject)?.alias.trim() ?? '';
  return alias === '' ? m.findings_pupil_letter({ letter: subject }) : alias;
}

export function lessonName(lesson: LessonId): string {
  return m.findings_lesson({ number: lastSegment(lesson) });
}

export function reviewPath(lesson: LessonId): string {
  return `/studies/${studyOf(lesson)}/lessons/${lastSegment(lesson)}/review`;
}

export function studyName({ title, focusQuestion }: Study): string {
  return title.trim() || focusQuestion.trim() || m.findings_untitled();
}
