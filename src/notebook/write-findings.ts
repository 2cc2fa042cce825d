import { evidenceId, type EvidenceKind, type Finding, type Standing } from '../domain/finding.ts';
import { childId, type MemberId, type StudyId } from '../domain/ids.ts';
import { afterMoving } from '../domain/study.ts';
import type { Fields } from '../domain/tables.ts';
import { commit, type Replaces, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { findingInFull } from './read-findings.ts';
import { below } from './read.ts';

/** A new draft at the end of the study's findings. */
export async function addFinding(notebook: Notebook, study: StudyId, createdBy: MemberId): Promise<string> {
  const id = childId(study, notebook.newId());
  const before = await below(notebook, 'findings', study);
  const order = Math.max(0, ...before.map((finding) => finding.order ?? 0)) + 1;
  const fields = { order, claim: '', createdAt: notebook.now(), createdBy };
  await commit(notebook, [{ table: 'findings', row: id, fields }]);
  return id;
}

export async function updateFinding(
  notebook: Notebook,
  id: string,
  fields: Pick<Fields<'findings'>, 'claim' | 'limits' | 'nextStep'>,
  replaces: Replaces,
): Promise<void> {
  await commit(notebook, [{ table: 'findings', row: id, fields, replaces }]);
}

export async function moveFinding(
  notebook: Notebook,
  findings: readonly Finding[],
  id: string,
  direction: 'earlier' | 'later',
): Promise<void> {
  const moved = afterMoving(findings, id, direction);
  if (moved.length === 0) return;
  await commit(
    notebook,
    moved.map(({ id: row, order }): Write => ({ table: 'findings', row, fields: { order } })),
  );
}

export async function removeFinding(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'findings', row: id, deleted: true }]);
}

export async function bringFindingBack(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'findings', row: id, deleted: false }]);
}

export async function chooseEvidence(
  notebook: Notebook,
  finding: string,
  { kind, row }: { readonly kind: EvidenceKind; readonly row: string },
): Promise<void> {
  const id = evidenceId(finding, kind, row);
  const wasThere = (await notebook.rows('evidence').get(id)) !== undefined;
  const fields = { kind, row, addedAt: notebook.now() };
  await commit(notebook, [{ table: 'evidence', row: id, fields, ...(wasThere && { deleted: false }) }]);
}

export async function takeEvidenceAway(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'evidence', row: id, deleted: true }]);
}

export async function bringEvidenceBack(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'evidence', row: id, deleted: false }]);
}

/** Agreed only if it stands; otherwise nothing is written, and the answer says what it lacks. */
export async function agreeFinding(notebook: Notebook, id: string): Promise<Standing> {
  const standing = (await findingInFull(notebook, id))?.standing ?? 'noClaim';
  if (standing === 'stands') {
    await commit(notebook, [{ table: 'findings', row: id, fields: { agreedAt: notebook.now() } }]);
  }
  return standing;
}

/** A draft again: the team wants to talk about it once more. */
export async function reopenFinding(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'findings', row: id, fields: { agreedAt: null } }]);
}
