import { isLeftRunning } from '../../domain/lesson-clock.ts';
import type { Sitting } from '../../domain/note.ts';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { goneOnAt } from './going-on.ts';
import { useCaptureTools } from './use-capture.ts';
import { lazyNotice, Waiting } from '../../ui/lazy.tsx';
import { useElapsed } from '../../ui/use-elapsed.ts';

const LeftRunningNotice = lazyNotice(
  async () => (await import('./left-running-notice.tsx')).LeftRunningNotice,
);

/** A lesson nobody ended, found the next morning. */
export function LeftRunning({
  sitting,
  lastMs,
  onEnd,
}: {
  sitting: Sitting;
  /** Of the last note or stage, in lesson time. */
  lastMs: number;
  onEnd: (endedMs: number) => void;
}) {
  const { timer } = useCaptureTools();
  useElapsed(timer, 60_000);
  const goneOn = useNotebookQuery(async (open) => await goneOnAt(open, sitting.id), [sitting.id]);
  if (goneOn === undefined) return null;
  const startedAt = sitting.startedAt ?? 0;
  const sinceGoneOn = timer.ageMs() - Math.max(0, goneOn - startedAt);
  if (!isLeftRunning(sinceGoneOn)) return null;
  return (
    <Waiting>
      <LeftRunningNotice sitting={sitting} lastMs={lastMs} onEnd={onEnd} />
    </Waiting>
  );
}
