import { lastSegment } from '../../domain/ids.ts';
import type { Stage } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useCaptureTools } from './use-capture.ts';

/** One tap to the stage that follows; gone when the last one runs. */
export function NextStage({
  stages,
  current,
  className,
}: {
  stages: readonly Stage[];
  /** Last segment of the running stage's id. */
  current: string | undefined;
  className: string | undefined;
}) {
  const { keeper } = useCaptureTools();
  const next = stageAfter(stages, current);
  if (next === undefined) return null;
  return (
    <button type="button" className={className} onClick={() => keeper.tapStage(next.id)}>
      {m.observe_next_stage()}
    </button>
  );
}

export function stageAfter(stages: readonly Stage[], current: string | undefined): Stage | undefined {
  return stages[stages.findIndex((stage) => lastSegment(stage.id) === current) + 1];
}
