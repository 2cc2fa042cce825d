import type { Finding, Standing } from '../../domain/finding.ts';
import { lastSegment } from '../../domain/ids.ts';
import type { Kind, MatchValue } from '../../domain/note.ts';
import { type Lesson, type Pupil, type PupilLetter, type Stage, type Study } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';

const KIND_NAMES: Record<Kind, () => string> = {
  did: m.review_kind_did,
  said: m.review_kind_said,
  work: m.review_kind_work,
  wonder: m.review_kind_wonder,
};

const MATCH_NAMES: Record<MatchValue, () => string> = {
  as: m.review_match_as,
  partly: m.review_match_partly,
  not: m.review_match_not,
};

const VERDICT_NAMES: Record<MatchValue, () => string> = {
  as: m.review_verdict_as,
  partly: m.review_verdict_partly,
  not: m.review_verdict_not,
};

/** A kind or value of a newer version is told as it is written. */
function nameIn(names: Readonly<Record<string, () => string>>, value: string): string {
  return Object.hasOwn(names, value) ? (names[value]?.() ?? value) : value;
}

export const kindName = (kind: string) => nameIn(KIND_NAMES, kind);
export const matchName = (value: string) => nameIn(MATCH_NAMES, value);
export const verdictName = (value: string) => nameIn(VERDICT_NAMES, value);

const FALLS: Record<Exclude<Standing, 'stands'>, () => string> = {
  noClaim: m.findings_fell_claim,
  noEvidence: m.findings_fell_evidence,
  wondersOnly: m.findings_fell_wonder,
  allGone: m.findings_fell_gone,
};

/** What keeps a finding from being called agreed, as the screen says it; '' when nothing does. */
export function doubtAbout({ finding, standing }: { finding: Finding; standing: Standing }): string {
  if (finding.agreedAt === null) return m.report_not_agreed();
  return standing === 'stands' ? '' : `${m.findings_falls()}: ${FALLS[standing]()}`;
}

export function studyName({ title, focusQuestion }: Study): string {
  return title.trim() || focusQuestion.trim() || m.plan_untitled_study();
}

export function lessonName({ id, title }: Pick<Lesson, 'id' | 'title'>): string {
  const number = lastSegment(id);
  const name = title.trim();
  return name === '' ? m.plan_lesson_number({ number }) : m.plan_lesson_heading({ number, title: name });
}

export function pupilName({ alias, letter }: Pick<Pupil, 'alias'> & { letter: PupilLetter }): string {
  return alias.trim() || m.plan_pupil_letter({ letter });
}

/** `A Robin`: letter and alias, because colour is gone on a black and white page. */
export function pupilHead({ alias, letter }: Pick<Pupil, 'alias'> & { letter: PupilLetter }): string {
  return alias.trim() === '' ? m.plan_pupil_letter({ letter }) : `${letter} ${alias.trim()}`;
}

export function stageName(stages: readonly Stage[], segment: string): string {
  const index = stages.findIndex((stage) => lastSegment(stage.id) === segment);
  const stage = stages[index];
  if (stage === undefined) return m.review_no_stage();
  const [number, name] = [index + 1, stage.name.trim()];
  return name === '' ? m.review_stage_unnamed({ number }) : m.review_stage_numbered({ number, name });
}

/** What the class is, in one line: school, class, year group and so on, as far as it was written. */
export function classFacts(study: Study): string {
  const { school, className, yearGroup, subject, grouping, pupilsInClass } = study;
  const pupils = pupilsInClass === null ? '' : m.plan_sheet_pupils({ count: pupilsInClass });
  return [school, className, yearGroup, subject, pupils, grouping]
    .map((fact) => fact.trim())
    .filter((fact) => fact !== '')
    .join(' · ');
}
