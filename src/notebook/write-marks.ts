import { childId, lastSegment, type LessonId, type SittingId, type StageId } from '../domain/ids.ts';
import type { StageMark } from '../domain/note.ts';
import { restaged } from '../domain/restage.ts';
import { commit, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { below } from './read.ts';
import { sittingMarks } from './read-sitting.ts';

/** What an observer may put right about the stages they tapped. Times in lesson time. */
export type MarkCorrection =
  | { readonly kind: 'change'; readonly mark: string; readonly stage?: StageId; readonly atMs?: number }
  | { readonly kind: 'remove'; readonly mark: string }
  | { readonly kind: 'add'; readonly stage: StageId; readonly atMs: number };

/**
 * Corrects one mark and moves what was noted into the stages the marks now say, in one save and one undo step. Notes keep
 * their times; a stage that was chosen by hand stays.
 */
export async function correctMarks(
  notebook: Notebook,
  { lesson, sitting }: { lesson: LessonId; sitting: SittingId },
  correction: MarkCorrection,
): Promise<void> {
  const tables = ['stageMarks', 'notes', 'interactions', 'outbox', 'history', 'undoSteps', 'meta'];
  // Made here, so that a correction that is done twice adds one mark.
  const id = correction.kind === 'add' ? childId(lesson, notebook.newId()) : correction.mark;
  await notebook.allOrNothing(tables, async () => {
    const segment = lastSegment(sitting);
    const [marks, notes, interactions] = await Promise.all([
      sittingMarks(notebook, lesson, sitting),
      below(notebook, 'notes', lesson),
      below(notebook, 'interactions', lesson),
    ]);
    const before = marks.find((mark) => mark.id === id);
    if (before === undefined && correction.kind !== 'add') return;
    const after = corrected(id, segment, before, correction);
    const others = marks.filter((mark) => mark !== before);
    const now = after ? [...others, after] : others;
    const ofSitting = (row: { readonly sitting: string }) => row.sitting === segment;
    await commit(
      notebook,
      [
        markWrite(id, after),
        ...[...restaged(notes.filter(ofSitting), now)].map(([row, stage]): Write => ({
          table: 'notes',
          row,
          fields: { stage },
        })),
        ...[...restaged(interactions.filter(ofSitting), now)].map(([row, stage]): Write => ({
          table: 'interactions',
          row,
          fields: { stage },
        })),
      ],
      { undoScope: sitting },
    );
  });
}

/** The mark as it is afterwards; undefined when it is gone. */
function corrected(
  id: string,
  sitting: string,
  before: StageMark | undefined,
  correction: MarkCorrection,
): StageMark | undefined {
  if (correction.kind === 'remove') return undefined;
  const { stage, atMs } = correction;
  return {
    id,
    sitting,
    stage: stage === undefined ? (before?.stage ?? '') : lastSegment(stage),
    atMs: atMs === undefined ? (before?.atMs ?? 0) : Math.max(0, Math.round(atMs)),
  };
}

function markWrite(row: string, after: StageMark | undefined): Write {
  if (after === undefined) return { table: 'stageMarks', row, deleted: true };
  const { sitting, stage, atMs } = after;
  return { table: 'stageMarks', row, fields: { sitting, stage, atMs } };
}
