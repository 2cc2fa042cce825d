import { childId, type StudyId } from '../domain/ids.ts';
import { afterMoving, type GroundRule } from '../domain/study.ts';
import { commit, type Replaces, type Write } from './commit.ts';
import type { Notebook } from './database.ts';

/** Rules in this order, each with an id of its place: two tablets that begin with the usual rules apart mean the same. */
export function usualRuleWrites(study: StudyId, texts: readonly string[]): Write[] {
  return texts.map((text, index) => ({
    table: 'groundRules',
    row: childId(study, `usual${index + 1}`),
    fields: { order: index + 1, text },
  }));
}

/** The usual rules where there are none any more, or never were. */
export async function beginWithUsualRules(
  notebook: Notebook,
  study: StudyId,
  texts: readonly string[],
): Promise<void> {
  await commit(
    notebook,
    usualRuleWrites(study, texts).map((write) => ({ ...write, deleted: false })),
  );
}

export async function addGroundRule(notebook: Notebook, study: StudyId, order: number): Promise<string> {
  const id = childId(study, notebook.newId());
  await commit(notebook, [{ table: 'groundRules', row: id, fields: { order, text: '' } }]);
  return id;
}

export async function updateGroundRule(
  notebook: Notebook,
  id: string,
  text: string,
  replaces?: Replaces,
): Promise<void> {
  await commit(notebook, [
    { table: 'groundRules', row: id, fields: { text }, ...(replaces && { replaces }) },
  ]);
}

export async function removeGroundRule(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'groundRules', row: id, deleted: true }]);
}

export async function bringGroundRuleBack(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'groundRules', row: id, deleted: false }]);
}

export async function moveGroundRule(
  notebook: Notebook,
  rules: readonly GroundRule[],
  id: string,
  direction: 'earlier' | 'later',
): Promise<void> {
  const moved = afterMoving(rules, id, direction);
  if (moved.length === 0) return;
  await commit(
    notebook,
    moved.map(({ id: row, order }): Write => ({ table: 'groundRules', row, fields: { order } })),
  );
}
