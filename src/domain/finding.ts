import { childId } from './ids.ts';
import { isEvidence } from './note.ts';
import type { Entity } from './tables.ts';

export type Finding = Entity<'findings'>;
/** One piece of evidence of a finding: the sort and the id of the row it rests on. */
export type Evidence = Entity<'evidence'>;

export const EVIDENCE_KINDS = ['note', 'photo', 'answer'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/**
 * What one piece carries: something seen, heard or made by a pupil; an observer's own thought; or nothing, because what it
 * pointed at was deleted since.
 */
export type Weight = 'evidence' | 'wonder' | 'gone';

export function weightOfNote(note: { readonly kind: string } | undefined): Weight {
  if (note === undefined) return 'gone';
  return isEvidence(note) ? 'evidence' : 'wonder';
}

/** Whether a finding may be called agreed, or what it lacks. */
export type Standing = 'stands' | 'noClaim' | 'noEvidence' | 'wondersOnly' | 'allGone';

/**
 * A finding stands on at least one thing that was seen, heard or made. However many thoughts of observers it has, they
 * are no evidence; and what was deleted since carries nothing any more.
 */
export function standingOf(claim: string, weights: readonly Weight[]): Standing {
  if (claim.trim() === '') return 'noClaim';
  if (weights.includes('evidence')) return 'stands';
  if (weights.includes('wonder')) return 'wondersOnly';
  return weights.length > 0 ? 'allGone' : 'noEvidence';
}

/** Made from what it points at, so that two tablets that choose the same thing apart mean the same row. */
export function evidenceId(finding: string, kind: EvidenceKind, row: string): string {
  return childId(finding, `${kind}~${row.replaceAll('.', '~')}`);
}
