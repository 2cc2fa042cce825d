import { lastSegment } from '../../domain/ids.ts';
import type { Kind, MatchValue } from '../../domain/note.ts';
import type { Stage, Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { StudyOverview } from '../../notebook/read-study.ts';

export const KIND_NAMES: Record<Kind, () => string> = {
  did: m.review_kind_did,
  said: m.review_kind_said,
  work: m.review_kind_work,
  wonder: m.review_kind_wonder,
};

export const MATCH_NAMES: Record<MatchValue, () => string> = {
  as: m.review_match_as,
  partly: m.review_match_partly,
  not: m.review_match_not,
};

export const VERDICT_NAMES: Record<MatchValue, () => string> = {
  as: m.review_verdict_as,
  partly: m.review_verdict_partly,
  not: m.review_verdict_not,
};

/** A kind or value of a newer version is shown as it is written. */
export function nameIn(names: Readonly<Record<string, () => string>>, value: string): string {
  return Object.hasOwn(names, value) ? (names[value]?.() ?? value) : value;
}

export function subjectName({ pupils }: Pick<StudyOverview, 'pupils'>, subject: Subject): string {
  if (subject === 'class') return m.review_class();
  const alias = pupils.find(({ letter }) => letter === subject)?.alias ?? '';
  return alias === '' ? m.review_pupil_unnamed({ letter: subject }) : alias;
}

export function stageName(stages: readonly Stage[], segment: string | undefined): string {
  const index = stages.findIndex((stage) => lastSegment(stage.id) === segment);
  const stage = stages[index];
  if (stage === undefined) return m.review_no_stage();
  const number = index + 1;
  return stage.name === ''
    ? m.review_stage_unnamed({ number })
    : m.review_stage_numbered({ number, name: stage.name });
}
