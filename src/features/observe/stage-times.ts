import type { StageMark } from '../../domain/note.ts';

/** When a sitting was in which stage, by the last segment of the stage's id. */
export interface StageTimes {
  readonly current: { readonly stage: string; readonly fromMs: number } | undefined;
  /** Of the latest visit, for a stage that was left. */
  readonly past: ReadonlyMap<string, { readonly fromMs: number; readonly toMs: number }>;
}

/** Marks in lesson time, as `sittingMarks` gives them. */
export function stageTimes(marks: readonly Pick<StageMark, 'stage' | 'atMs'>[]): StageTimes {
  const past = new Map<string, { fromMs: number; toMs: number }>();
  let current: StageTimes['current'];
  for (const { stage, atMs } of marks) {
    if (current?.stage === stage) continue;
    if (current) past.set(current.stage, { fromMs: current.fromMs, toMs: atMs ?? 0 });
    current = { stage, fromMs: atMs ?? 0 };
  }
  if (current) past.delete(current.stage);
  return { current, past };
}
