import { describe, expect, test } from 'vitest';
import {
  advanceClock,
  ageAt,
  formatLessonTime,
  isLeftRunning,
  LONGEST_ABSENCE_MS,
  parseLessonTime,
  resumeClock,
  startClock,
} from '../../src/domain/lesson-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('[M5] the lesson clock', () => {
  const started = startClock({ monotonicMs: 500, wallMs: 1_000_000 });

  test.each([
    ['a day back', -24 * HOUR],
    ['a day ahead', 24 * HOUR],
    ['to the year 2099', Date.UTC(2099, 0)],
    ['by an hour, as in summer time', HOUR],
  ])('is not bent by a wall clock that is set %s in mid-lesson', (_what, jumpMs) => {
    const later = advanceClock(started, {
      monotonicMs: 500 + 10 * MINUTE,
      wallMs: 1_000_000 + jumpMs,
      wasHidden: false,
    });

    expect(later.elapsedMs).toBe(10 * MINUTE);
  });

  test('counts the time a sleeping tablet missed', () => {
    const woken = advanceClock(started, {
      monotonicMs: 700,
      wallMs: 1_000_000 + 4 * MINUTE,
      wasHidden: true,
    });

    expect(woken.elapsedMs).toBe(4 * MINUTE);
  });

  test('goes on after a reload from where it was, over the time in between', () => {
    const saved = { ...started, elapsedMs: 10 * MINUTE };

    const resumed = resumeClock(saved, { monotonicMs: 3, wallMs: saved.wallMs + 2 * MINUTE });

    expect(resumed.elapsedMs).toBe(12 * MINUTE);
  });

  test.each([-HOUR, LONGEST_ABSENCE_MS + 1, Date.UTC(2099, 0)])(
    'does not believe a gap of %d ms after a reload',
    (gap) => {
      const saved = { ...started, elapsedMs: 10 * MINUTE };

      expect(resumeClock(saved, { monotonicMs: 3, wallMs: saved.wallMs + gap }).elapsedMs).toBe(10 * MINUTE);
    },
  );

  test.each([
    [0, '0:00'],
    [61_999, '1:01'],
    [23 * MINUTE + 41_000, '23:41'],
    [HOUR + 2 * MINUTE + 9_000, '1:02:09'],
  ])('%d ms reads %s', (ms, text) => {
    expect(formatLessonTime(ms)).toBe(text);
  });
});

describe('a lesson time somebody typed', () => {
  test.each([
    ['6:10', 6 * MINUTE + 10_000],
    [' 6.10 ', 6 * MINUTE + 10_000],
    ['6', 6 * MINUTE],
    ['0:00', 0],
    ['102:09', 102 * MINUTE + 9_000],
    ['1:02:09', HOUR + 2 * MINUTE + 9_000],
  ])('%s is %d ms', (text, ms) => {
    expect(parseLessonTime(text)).toBe(ms);
  });

  test.each(['', 'ten past', '6:1', '6:75', '-6:10', '1:75:00', '6:10:00:00', '9999'])(
    '%s is none',
    (text) => {
      expect(parseLessonTime(text)).toBeUndefined();
    },
  );

  test('is read back as it is shown', () => {
    for (const ms of [0, 59_000, 41 * MINUTE + 7_000, 3 * HOUR + 1_000])
      expect(parseLessonTime(formatLessonTime(ms))).toBe(ms);
  });
});

describe('a lesson left running', () => {
  const clock = startClock({ monotonicMs: 0, wallMs: 0 });

  test('overnight is old, whichever clock went on in the dark', () => {
    const asleep = ageAt(0, clock, { monotonicMs: 10, wallMs: 15 * HOUR, wasHidden: true });
    const awake = ageAt(0, clock, { monotonicMs: 15 * HOUR, wallMs: 15 * HOUR, wasHidden: false });

    expect(isLeftRunning(asleep)).toBe(true);
    expect(isLeftRunning(awake)).toBe(true);
  });

  test('is not taken from a clock that is set while one observes, nor from a long lesson', () => {
    const set = ageAt(0, clock, { monotonicMs: MINUTE, wallMs: 24 * HOUR, wasHidden: false });

    expect(set).toBe(MINUTE);
    expect(isLeftRunning(100 * MINUTE)).toBe(false);
  });
});
