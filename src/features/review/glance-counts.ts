import { isEvidence, KINDS, type Kind } from '../../domain/note.ts';
import type { PupilLetter, Stage, Subject } from '../../domain/study.ts';
import type { ReviewRow } from './review-rows.ts';

/** How many notes of each kind; a kind of a newer version counts as what was done. */
export type Counted = Readonly<Record<Kind, number>> & { readonly evidence: number };

export interface CountedRow {
  readonly stage: Stage | undefined;
  readonly counts: ReadonlyMap<Subject, Counted>;
}

export function countsOf(rows: readonly ReviewRow[]): readonly CountedRow[] {
  return rows.map(({ stage, notes }) => ({
    stage,
    counts: new Map(
      [...notes].map(([subject, cell]) => {
        const counted = { did: 0, said: 0, work: 0, wonder: 0, evidence: 0 };
        for (const note of cell) {
          counted[KINDS.find((kind) => kind === note.kind) ?? 'did'] += 1;
          if (isEvidence(note)) counted.evidence += 1;
        }
        return [subject, counted];
      }),
    ),
  }));
}

/** A stage in which nobody saw anything of a focus pupil, or only wondered. */
export interface Gap {
  readonly stage: Stage;
  readonly subject: PupilLetter;
  readonly isOnlyThought: boolean;
}

export function gapsOf(rows: readonly CountedRow[], letters: readonly PupilLetter[]): readonly Gap[] {
  return rows.flatMap(({ stage, counts }) =>
    stage === undefined
      ? []
      : letters.flatMap((subject) => {
          const counted = counts.get(subject);
          if ((counted?.evidence ?? 0) > 0) return [];
          return [{ stage, subject, isOnlyThought: (counted?.wonder ?? 0) > 0 }];
        }),
  );
}
