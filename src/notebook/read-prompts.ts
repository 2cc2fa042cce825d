import type { Prompt } from '../domain/interview.ts';
import { byOrder } from '../domain/study.ts';
import type { Notebook } from './database.ts';
import { entityOf } from './stored-row.ts';

/**
 * The prompts every team begins with, in their order. None of them is written down before the team changes it, so that
 * two tablets of two languages do not cross; an empty text stands for the usual wording in the reader's own language.
 */
export const USUAL_PROMPTS: readonly string[] = ['usual1', 'usual2', 'usual3', 'usual4'];

/** What the team asks its focus pupils, in its order. */
export async function prompts(notebook: Notebook): Promise<readonly Prompt[]> {
  const stored = await notebook.rows('prompts').toArray();
  const touched = new Set(stored.map(({ id }) => id));
  const untouched = USUAL_PROMPTS.filter((id) => !touched.has(id));
  return [
    ...stored.flatMap((row) => entityOf('prompts', row) ?? []),
    ...untouched.map((id): Prompt => ({ id, order: null, text: '' })),
  ]
    .map((prompt) => ({ ...prompt, order: prompt.order ?? usualPlace(prompt.id) }))
    .toSorted(byOrder);
}

function usualPlace(id: string): number | null {
  const index = USUAL_PROMPTS.indexOf(id);
  return index < 0 ? null : index + 1;
}
