import type { PupilLetter } from '../../domain/study.ts';
import { predictionKey, type LessonPlan } from '../../notebook/read-study.ts';

/** What a lesson's plan still lacks. Only aliases are needed before observing; the rest may stay open. */
export interface OpenPoints {
  /** Focus pupils without an alias. */
  readonly unnamed: readonly PupilLetter[];
  readonly hasStages: boolean;
  /** Stages without a prediction, by pupil. */
  readonly predictions: Readonly<Record<PupilLetter, number>>;
  /** Pupils without a success criterion in this lesson. */
  readonly criteria: readonly PupilLetter[];
}

export function whatIsOpen(plan: LessonPlan): OpenPoints {
  const { pupils, stages, predictions, criteria } = plan;
  const letters = pupils.map(({ letter }) => letter);
  const openPredictions = (letter: PupilLetter) =>
    (letters.includes(letter) ? stages : []).filter(({ id }) =>
      isBlank(predictions.get(predictionKey(id, letter))?.text),
    ).length;
  return {
    unnamed: pupils.filter(({ alias }) => isBlank(alias)).map(({ letter }) => letter),
    hasStages: stages.length > 0,
    predictions: { A: openPredictions('A'), B: openPredictions('B'), C: openPredictions('C') },
    criteria: letters.filter((letter) => isBlank(criteria[letter]?.text)),
  };
}

function isBlank(text: string | undefined): boolean {
  return (text ?? '').trim() === '';
}
