import type { DeviceId } from './ids.ts';

/**
 * A hybrid logical clock stamp: `time.counter.device`, where sorting as text is sorting by time, then counter,
 * then device. Never earlier than any stamp its writer had seen, so an edit always follows what it edits
 * even when a tablet's clock is a day behind (Kulkarni et al., "Logical Physical Clocks", 2014).
 */
export type Stamp = string;

const TIME_DIGITS = 9; // base 36: reaches the year 5188
const COUNTER_DIGITS = 4;
const COUNTER_LIMIT = 36 ** COUNTER_DIGITS;
const STAMP_SHAPE = /^[0-9a-z]{9}\.[0-9a-z]{4}\.d[A-Za-z0-9]{3,24}$/;

export function isStamp(value: unknown): value is Stamp {
  return typeof value === 'string' && STAMP_SHAPE.test(value);
}

export function makeStamp(timeMs: number, counter: number, device: DeviceId): Stamp {
  return `${digits(timeMs, TIME_DIGITS)}.${digits(counter, COUNTER_DIGITS)}.${device}`;
}

export function timeOf(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(0, TIME_DIGITS), 36);
}

function counterOf(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(TIME_DIGITS + 1, TIME_DIGITS + 1 + COUNTER_DIGITS), 36);
}

export function deviceOf(stamp: Stamp): DeviceId {
  return stamp.slice(TIME_DIGITS + COUNTER_DIGITS + 2);
}

/**
 * The next stamp of this device: later than `latest`, the latest stamp it has written or seen.
 * A clock that runs backwards, or a colleague's that is set to 2099, only makes the counter run.
 */
export function nextStamp(latest: Stamp | undefined, nowMs: number, device: DeviceId): Stamp {
  const now = Math.max(0, Math.floor(nowMs));
  if (latest === undefined || now > timeOf(latest)) return makeStamp(now, 0, device);
  const counter = counterOf(latest) + 1;
  if (counter < COUNTER_LIMIT) return makeStamp(timeOf(latest), counter, device);
  return makeStamp(timeOf(latest) + 1, 0, device);
}

export function laterStamp(a: Stamp | undefined, b: Stamp | undefined): Stamp | undefined {
  if (a === undefined) return b;
  return b === undefined || a > b ? a : b;
}

function digits(value: number, width: number): string {
  return value.toString(36).padStart(width, '0').slice(-width);
}
