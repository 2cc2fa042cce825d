// @vitest-environment happy-dom
import { format } from 'date-fns';
import { cy } from 'date-fns/locale/cy';
import { enGB } from 'date-fns/locale/en-GB';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  dayOf,
  longLessonDay,
  shortDay,
  shortLessonDay,
  timeOfDay,
  weekdayAndTime,
  longDay,
} from '../../src/i18n/dates.ts';
import { setLanguage } from '../../src/i18n/language.ts';

afterEach(() => setLanguage('en'));

describe('in English', () => {
  beforeEach(() => setLanguage('en'));

  test('a lesson shows its day and its time', () => {
    expect(shortLessonDay('2026-11-04')).toBe('4 Nov');
    expect(longLessonDay('2026-11-10', '10:15')).toBe('Tuesday 10 November, 10:15');
    expect(longLessonDay('2026-11-10', '')).toBe('Tuesday 10 November');
  });

  test('a moment shows its time', () => {
    expect(timeOfDay(new Date(2026, 10, 10, 9, 5))).toBe('09:05');
    expect(weekdayAndTime(new Date(2026, 10, 10, 10, 42))).toBe('Tuesday 10:42');
  });

  test.each(['', 'soon', '2026-13-40', '2026-02-30', '2026-11-10T09:00'])('no date is made of %j', (date) => {
    expect(dayOf(date)).toBeUndefined();
    expect(longLessonDay(date, '10:15')).toBe('');
  });
});

test('in Welsh days and months have their Welsh names', () => {
  setLanguage('cy');

  expect(shortLessonDay('2026-11-04')).toBe('4 Tach');
  expect(longLessonDay('2026-11-10', '10:15')).toBe('dydd Mawrth 10 Tachwedd, 10:15');
});

test.each([['en', enGB] as const, ['cy', cy] as const])(
  'names in %s are those of date-fns',
  (language, locale) => {
    setLanguage(language);

    for (let month = 0; month < 12; month++) {
      const when = new Date(2026, month, month + 1);
      expect(longDay(when)).toBe(format(when, 'EEEE d MMMM', { locale }));
      expect(shortDay(when)).toBe(format(when, 'd MMM', { locale }));
    }
  },
);
