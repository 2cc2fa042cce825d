/**
 * Lesson time: milliseconds since this observer's own Start lesson. It follows the device's monotonic clock, so a
 * wall clock that is wrong or is set in mid-lesson cannot bend a timeline.
 */
export interface LessonClock {
  readonly elapsedMs: number;
  /** Monotonic reading (`performance.now()`) and wall reading (`Date.now()`) that belong to `elapsedMs`. */
  readonly monotonicMs: number;
  readonly wallMs: number;
}

export interface Reading {
  readonly monotonicMs: number;
  readonly wallMs: number;
  /** The page was hidden or the tablet asleep since the last reading; the monotonic clock may have stood still. */
  readonly wasHidden: boolean;
}

/** A lesson that was left and reopened is believed to have gone on for at most this long. */
export const LONGEST_ABSENCE_MS = 3 * 60 * 60 * 1000;

export function startClock(reading: Omit<Reading, 'wasHidden'>): LessonClock {
  return { elapsedMs: 0, monotonicMs: reading.monotonicMs, wallMs: reading.wallMs };
}

/**
 * The clock at a later reading of the same page. While the page was in view only the monotonic clock counts: a wall
 * clock that runs ahead then has been set, not waited for. After sleep the wall clock tells what the monotonic one missed.
 */
export function advanceClock(clock: LessonClock, reading: Reading): LessonClock {
  const counted = Math.max(0, reading.monotonicMs - clock.monotonicMs);
  const missed = reading.wasHidden ? plausibleAbsence(reading.wallMs - clock.wallMs) : 0;
  return { ...reading, elapsedMs: clock.elapsedMs + Math.max(counted, missed) };
}

/** The clock in a new page (after a reload, a crash, a flat battery): monotonic time started anew, the wall clock bridges the gap. */
export function resumeClock(saved: LessonClock, reading: Omit<Reading, 'wasHidden'>): LessonClock {
  const gap = plausibleAbsence(reading.wallMs - saved.wallMs);
  return { ...reading, elapsedMs: saved.elapsedMs + gap };
}

/**
 * How long ago the lesson was started, absences of any length included: a lesson left running overnight is old, although
 * its lesson time stands where it was left. A clock that is set while the page is in view makes it no older.
 */
export function ageAt(ageMs: number, before: LessonClock, reading: Reading): number {
  const counted = Math.max(0, reading.monotonicMs - before.monotonicMs);
  return ageMs + (reading.wasHidden ? Math.max(counted, reading.wallMs - before.wallMs) : counted);
}

/** No lesson lasts that long: nobody ended it. */
export function isLeftRunning(ageMs: number): boolean {
  return ageMs > LONGEST_ABSENCE_MS;
}

function plausibleAbsence(gapMs: number): number {
  return gapMs > 0 && gapMs <= LONGEST_ABSENCE_MS ? gapMs : 0;
}

/** `23:41`, and past the hour `1:02:09`. */
export function formatLessonTime(elapsedMs: number): string {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** `6:10` and `1:02:09` as milliseconds, `6` as minutes; undefined for anything that is no lesson time. */
export function parseLessonTime(text: string): number | undefined {
  const typed = text.trim().replaceAll('.', ':');
  if (!/^\d{1,3}(:\d\d){0,2}$/.test(typed)) return undefined;
  const parts = typed.split(':').map(Number);
  const [h = 0, m = 0, s = 0] = parts.length === 3 ? parts : [0, ...parts];
  if (s > 59 || (parts.length === 3 && m > 59)) return undefined;
  return ((h * 60 + m) * 60 + s) * 1000;
}
