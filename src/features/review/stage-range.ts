import { lastSegment } from '../../domain/ids.ts';
import type { Sitting, StageMark } from '../../domain/note.ts';

/**
 * When a stage ran, in the lesson time of whoever started observing first: each observer has an own start and own taps,
 * and one of them stands for the row. Undefined when that sitting was never in it, or is in it still.
 */
export function stageRange(
  { sittings, stageMarks }: { sittings: readonly Sitting[]; stageMarks: readonly StageMark[] },
  stage: string,
): { readonly fromMs: number; readonly toMs: number } | undefined {
  const [first] = sittings.toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
  if (first === undefined) return undefined;
  const marks = stageMarks
    .filter((mark) => mark.sitting === lastSegment(first.id))
    .toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0));
  const at = marks.findLastIndex((mark) => mark.stage === stage);
  const fromMs = marks[at]?.atMs;
  const toMs = marks[at + 1]?.atMs ?? first.endedMs;
  return typeof fromMs === 'number' && typeof toMs === 'number' ? { fromMs, toMs } : undefined;
}
