import { describe, expect, test } from 'vitest';
import { nextLesson } from '../../../src/features/today/next-lesson.ts';

const lesson = (id: string, date = '', { isObserved = false, time = '' } = {}) => ({
  id,
  date,
  time,
  isObserved,
});
const TODAY = '2026-11-10';

describe('the lesson shown first', () => {
  test('is the nearest one today or later', () => {
    const lessons = [lesson('1', '2026-11-04'), lesson('3', '2026-11-25'), lesson('2', '2026-11-12')];

    expect(nextLesson(lessons, TODAY)?.id).toBe('2');
  });

  test('is the earlier of two on one day', () => {
    const lessons = [lesson('x.1', TODAY, { time: '13:30' }), lesson('y.1', TODAY, { time: '09:35' })];

    expect(nextLesson(lessons, TODAY)?.id).toBe('y.1');
  });

  test("is today's lesson until the day is over, also when it has notes", () => {
    const lessons = [lesson('1', TODAY, { isObserved: true }), lesson('2', '2026-11-25')];

    expect(nextLesson(lessons, TODAY)?.id).toBe('1');
  });

  test('is the first nobody has observed when none is ahead', () => {
    const lessons = [lesson('1', '2026-11-04', { isObserved: true }), lesson('2'), lesson('3', 'soon')];

    expect(nextLesson(lessons, TODAY)?.id).toBe('2');
  });

  test('is the latest one when all are observed, to be reviewed', () => {
    const lessons = ['2026-10-06', '2026-11-03', '2026-10-13'].map((date, index) =>
      lesson(String(index), date, { isObserved: true }),
    );

    expect(nextLesson(lessons, TODAY)?.id).toBe('1');
  });

  test('is none when there are none', () => {
    expect(nextLesson([], TODAY)).toBeUndefined();
  });
});
