import * as v from 'valibot';
import type { Sitting } from '../../domain/note.ts';
import { advanceClock, ageAt, resumeClock, type LessonClock } from '../../domain/lesson-clock.ts';
import type { Notebook } from '../../notebook/database.ts';
import { readDraft, saveDraft } from '../../notebook/drafts.ts';
import type { ClockSource } from '../../ui/clock-source.ts';

/** What a lost page may cost the lesson clock when the tablet's own clock cannot be trusted to bridge it. */
const KEEP_EVERY_MS = 5000;

/** The running lesson clock of one sitting. Screens ask it; it never makes a screen render by itself. */
export interface LessonTimer {
  readonly elapsedMs: () => number;
  /** How long ago the lesson was started, nights included. */
  readonly ageMs: () => number;
  /** Writes the clock's state to the notebook, so that a page opened later goes on from it. */
  readonly keep: () => Promise<void>;
  /** Follows the page being hidden and keeps the state every few seconds, until the returned function is called. */
  readonly run: () => () => void;
}

const SavedClock = v.object({ elapsedMs: v.number(), monotonicMs: v.number(), wallMs: v.number() });

export function clockKey(sitting: string): string {
  return `clock:${sitting}`;
}

/** Goes on where the clock of this sitting was kept last; without that, from the sitting's own start. */
export async function openLessonTimer(
  notebook: Notebook,
  sitting: Pick<Sitting, 'id' | 'startedAt'>,
  source: ClockSource,
): Promise<LessonTimer> {
  const kept = v.safeParse(SavedClock, await readDraft(notebook, clockKey(sitting.id)));
  const here = { monotonicMs: source.monotonicMs(), wallMs: source.wallMs() };
  const now = notebook.now();
  const ageMs = Math.max(0, now - (sitting.startedAt ?? now));
  if (kept.success) return lessonTimer(notebook, sitting.id, source, resumeClock(kept.output, here), ageMs);
  const start = { elapsedMs: 0, monotonicMs: 0, wallMs: sitting.startedAt ?? now };
  // `startedAt` is the notebook's corrected time and must be compared with that; from here on the device's own counts.
  const bridged = resumeClock(start, { monotonicMs: here.monotonicMs, wallMs: now });
  return lessonTimer(notebook, sitting.id, source, { ...bridged, ...here }, ageMs);
}

/** Going on after the end: a sitting whose clock was not kept on this tablet goes on from the time it ended at. */
export async function keepTimeOfEnd(
  notebook: Notebook,
  sitting: Pick<Sitting, 'id' | 'endedMs'>,
  source: ClockSource,
): Promise<void> {
  const key = clockKey(sitting.id);
  if ((await readDraft(notebook, key)) !== undefined) return;
  const clock: LessonClock = {
    elapsedMs: sitting.endedMs ?? 0,
    monotonicMs: source.monotonicMs(),
    wallMs: source.wallMs(),
  };
  await saveDraft(notebook, key, clock);
}

function lessonTimer(
  notebook: Notebook,
  sitting: string,
  source: ClockSource,
  opened: LessonClock,
  openedAgeMs: number,
): LessonTimer {
  let clock = opened;
  let ageMs = openedAgeMs;
  let wasHidden = false;
  const elapsedMs = () => {
    const reading = { monotonicMs: source.monotonicMs(), wallMs: source.wallMs(), wasHidden };
    ageMs = ageAt(ageMs, clock, reading);
    clock = advanceClock(clock, reading);
    wasHidden = document.visibilityState === 'hidden';
    return clock.elapsedMs;
  };
  const keep = async () => {
    elapsedMs();
    await saveDraft(notebook, clockKey(sitting), clock);
  };
  const run = () => {
    // A lost turn of keeping is made good by the next one; the sitting's start bridges even if none succeeds.
    const tryKeep = () => void keep().catch(() => undefined);
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') tryKeep();
      else elapsedMs();
    };
    const timer = setInterval(tryKeep, KEEP_EVERY_MS);
    document.addEventListener('visibilitychange', onVisibility);
    window.addEventListener('pagehide', tryKeep);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisibility);
      window.removeEventListener('pagehide', tryKeep);
      tryKeep();
      // Behind the tablet's lock nobody follows it: what sleep the page misses until it is opened, the wall clock tells.
      wasHidden = true;
    };
  };
  return {
    elapsedMs,
    ageMs: () => {
      elapsedMs();
      return ageMs;
    },
    keep,
    run,
  };
}
