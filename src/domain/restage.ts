import { stageAt, type Note, type StageMark } from './note.ts';

/** Made at a moment of a sitting, in the stage the sitting was in: a note, or who spoke to whom. */
type Staged = Pick<Note, 'id' | 'stage' | 'atMs'> & Partial<Pick<Note, 'isStageSet' | 'afterLesson'>>;

/**
 * After stage marks were corrected: the rows whose stage is another one now, by id. A row keeps its time, and its stage
 * follows from the marks; only a stage that the observer chose by hand stays, and that of a note after the lesson, which
 * was not made in any stage. Applied twice it changes nothing more.
 */
export function restaged(rows: readonly Staged[], marks: readonly StageMark[]): ReadonlyMap<string, string> {
  const changed = new Map<string, string>();
  for (const { id, stage, atMs, isStageSet, afterLesson } of rows) {
    if (isStageSet || afterLesson) continue;
    const now = stageAt(marks, atMs ?? 0) ?? '';
    if (now !== stage) changed.set(id, now);
  }
  return changed;
}
