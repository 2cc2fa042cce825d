import * as v from 'valibot';
import { advanceClock, resumeClock, startClock, type LessonClock } from '../../domain/lesson-clock.ts';
import type { Notebook } from '../../notebook/database.ts';
import { readDraft, saveDraft } from '../../notebook/drafts.ts';
import type { ClockSource } from '../../ui/clock-source.ts';

/** What a lost page may cost the time when the tablet's own clock cannot be trusted to bridge it. */
const KEEP_EVERY_MS = 5000;

/** A page that comes back later than this finds the time paused where it was left: nobody talks with a pupil that long. */
const LONGEST_TALK_MS = 30 * 60 * 1000;

export type TimerState = 'new' | 'running' | 'paused';

/** The time with one pupil, on this tablet. Screens ask it; of its time it never makes a screen render by itself. */
export interface InterviewTimer {
  readonly elapsedMs: () => number;
  readonly state: () => TimerState;
  readonly start: () => void;
  readonly pause: () => void;
  readonly setBack: () => void;
  /** Called when the state is another. */
  readonly subscribe: (changed: () => void) => () => void;
  /** Follows the page being hidden and keeps the time every few seconds, until the returned function is called. */
  readonly run: () => () => void;
}

const SavedTime = v.object({
  elapsedMs: v.number(),
  monotonicMs: v.number(),
  wallMs: v.number(),
  isRunning: v.boolean(),
});

export function timerKey(interview: string): string {
  return `interviewTime:${interview}`;
}

/** Goes on where the last page left this pupil's time; a running one has run on meanwhile. */
export async function openInterviewTimer(
  notebook: Notebook,
  interview: string,
  source: ClockSource,
): Promise<InterviewTimer> {
  const key = timerKey(interview);
  const kept = v.safeParse(SavedTime, await readDraft(notebook, key));
  const here = { monotonicMs: source.monotonicMs(), wallMs: source.wallMs() };
  const keep = async (clock: LessonClock, isRunning: boolean) =>
    await saveDraft(notebook, key, { ...clock, isRunning });
  if (!kept.success) return interviewTimer(source, keep, startClock(here), false);
  const { isRunning, ...saved } = kept.output;
  const goesOn = isRunning && here.wallMs - saved.wallMs <= LONGEST_TALK_MS;
  const clock = goesOn ? resumeClock(saved, here) : { ...here, elapsedMs: saved.elapsedMs };
  return interviewTimer(source, keep, clock, goesOn);
}

function interviewTimer(
  source: ClockSource,
  keep: (clock: LessonClock, isRunning: boolean) => Promise<void>,
  opened: LessonClock,
  wasRunning: boolean,
): InterviewTimer {
  let clock = opened;
  let isRunning = wasRunning;
  let wasHidden = false;
  const listeners = new Set<() => void>();
  const elapsedMs = () => {
    const reading = { monotonicMs: source.monotonicMs(), wallMs: source.wallMs(), wasHidden };
    clock = isRunning ? advanceClock(clock, reading) : { ...clock, ...reading };
    wasHidden = document.visibilityState === 'hidden';
    return clock.elapsedMs;
  };
  const tryKeep = () => {
    elapsedMs();
    keep(clock, isRunning).catch((error: unknown) =>
      // The time is on screen and goes on; the next turn keeps it.
      console.warn('The time of an interview could not be kept.', error),
    );
  };
  const become = (change: () => void) => {
    elapsedMs();
    change();
    tryKeep();
    for (const changed of listeners) changed();
  };
  return {
    elapsedMs,
    state: () => (isRunning ? 'running' : clock.elapsedMs > 0 ? 'paused' : 'new'),
    start: () =>
      become(() => {
        isRunning = true;
      }),
    pause: () =>
      become(() => {
        isRunning = false;
      }),
    setBack: () =>
      become(() => {
        isRunning = false;
        clock = { ...clock, elapsedMs: 0 };
      }),
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    run: () => {
      const keepIfRunning = () => {
        if (isRunning) tryKeep();
      };
      const onVisibility = () => {
        if (document.visibilityState === 'hidden') keepIfRunning();
        else elapsedMs();
      };
      const turn = setInterval(keepIfRunning, KEEP_EVERY_MS);
      document.addEventListener('visibilitychange', onVisibility);
      window.addEventListener('pagehide', keepIfRunning);
      return () => {
        clearInterval(turn);
        document.removeEventListener('visibilitychange', onVisibility);
        window.removeEventListener('pagehide', keepIfRunning);
        keepIfRunning();
      };
    },
  };
}
