import type { StudyId } from '../domain/ids.ts';
import { byOrder, type GroundRule } from '../domain/study.ts';
import type { Notebook } from './database.ts';
import { below } from './read.ts';

/** What the three agreed about working together, in their order. */
export async function groundRules(notebook: Notebook, study: StudyId): Promise<readonly GroundRule[]> {
  return (await below(notebook, 'groundRules', study)).toSorted(byOrder);
}
