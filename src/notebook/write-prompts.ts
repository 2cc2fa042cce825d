import type { Prompt } from '../domain/interview.ts';
import { afterMoving } from '../domain/study.ts';
import { commit, type Replaces, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { USUAL_PROMPTS } from './read-prompts.ts';

export async function addPrompt(notebook: Notebook, order: number): Promise<string> {
  const id = notebook.newId();
  await commit(notebook, [{ table: 'prompts', row: id, fields: { order, text: '' } }]);
  return id;
}

/** Words already written down keep the question they were the answer to. '' gives a usual prompt its usual wording back. */
export async function rewordPrompt(
  notebook: Notebook,
  id: string,
  text: string,
  replaces?: Replaces,
): Promise<void> {
  await commit(notebook, [{ table: 'prompts', row: id, fields: { text }, ...(replaces && { replaces }) }]);
}

export async function removePrompt(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'prompts', row: id, deleted: true }]);
}

export async function bringPromptBack(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'prompts', row: id, deleted: false }]);
}

export async function movePrompt(
  notebook: Notebook,
  all: readonly Prompt[],
  id: string,
  direction: 'earlier' | 'later',
): Promise<void> {
  const moved = afterMoving(all, id, direction);
  if (moved.length === 0) return;
  await commit(
    notebook,
    moved.map(({ id: row, order }): Write => ({ table: 'prompts', row, fields: { order } })),
  );
}

/** The usual prompts again where none is left. */
export async function bringUsualPromptsBack(notebook: Notebook): Promise<void> {
  await commit(
    notebook,
    USUAL_PROMPTS.map((row): Write => ({ table: 'prompts', row, deleted: false })),
  );
}
