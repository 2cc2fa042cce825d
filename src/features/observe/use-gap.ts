import { useCaptureTools } from './use-capture.ts';
import { useElapsed } from '../../ui/use-elapsed.ts';

/** Often enough for minutes, and seldom enough not to draw the eye. */
const LOOK_EVERY_MS = 15_000;

/** For how many minutes a pupil has had no note, once that is as long as the team minds; undefined before, or for whom nobody minds. */
export function useGap(lastMs: number | undefined, gapMinutes: number | undefined): number | undefined {
  const { timer } = useCaptureTools();
  const elapsedMs = useElapsed(timer, LOOK_EVERY_MS);
  const minutes = Math.floor((elapsedMs - (lastMs ?? 0)) / 60_000);
  return gapMinutes === undefined || minutes < gapMinutes ? undefined : minutes;
}
