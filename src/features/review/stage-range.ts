import { stageBands } from '../../domain/common-time.ts';
import type { Sitting, StageMark } from '../../domain/note.ts';

/** When a stage ran, the last time it did. Undefined when nobody was ever in it, or somebody is in it still. */
export function stageRange(
  record: { sittings: readonly Sitting[]; stageMarks: readonly StageMark[] },
  stage: string,
): { readonly fromMs: number; readonly toMs: number } | undefined {
  const band = stageBands(record).findLast((each) => each.stage === stage);
  return band?.toMs === undefined ? undefined : { fromMs: band.fromMs, toMs: band.toMs };
}
