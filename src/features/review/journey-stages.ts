import { lastSegment } from '../../domain/ids.ts';
import { KINDS, type Kind, type Match, type Note, type Verdict } from '../../domain/note.ts';
import type { PupilLetter, Stage } from '../../domain/study.ts';
import { predictionKey } from '../../notebook/read-study.ts';
import { reviewRows } from './review-rows.ts';
import type { Review } from './use-review.ts';

/** One stage of a lesson as one pupil went through it; `stage` is undefined for notes without one. */
export interface JourneyStage {
  readonly stage: Stage | undefined;
  readonly prediction: string;
  readonly verdict: Verdict | undefined;
  /** What single observers marked against the prediction. */
  readonly matches: readonly Match[];
  readonly notes: readonly Note[];
}

const NO_NOTES: readonly Note[] = [];
const NO_MATCHES: readonly Match[] = [];

/** The stages of a lesson in which something was predicted, agreed or noted about this pupil, in their order. */
export function journeyStages(
  { plan, notes, matches, verdicts }: Pick<Review, 'plan' | 'notes' | 'matches' | 'verdicts'>,
  letter: PupilLetter,
): readonly JourneyStage[] {
  return reviewRows(plan.stages, notes)
    .map(({ stage, notes: cells }): JourneyStage => {
      const key = stage ? predictionKey(stage.id, letter) : '';
      return {
        stage,
        prediction: plan.predictions.get(key)?.text.trim() ?? '',
        verdict: verdicts.get(key),
        matches: matches.get(key) ?? NO_MATCHES,
        notes: cells.get(letter) ?? NO_NOTES,
      };
    })
    .filter(
      ({ prediction, verdict, notes: own }) =>
        prediction !== '' || (verdict?.value ?? '') !== '' || own.length > 0,
    );
}

/** How often each kind was noted; a kind of a newer version is in none of them. */
export function countByKind(stages: readonly JourneyStage[]): Readonly<Record<Kind, number>> {
  const counts = { did: 0, said: 0, work: 0, wonder: 0 };
  for (const { notes } of stages) {
    for (const { kind } of notes) {
      const known = KINDS.find((each) => each === kind);
      if (known) counts[known] += 1;
    }
  }
  return counts;
}

export function stageKey({ stage }: JourneyStage): string {
  return stage ? lastSegment(stage.id) : '';
}
