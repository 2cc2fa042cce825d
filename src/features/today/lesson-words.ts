import { lastSegment } from '../../domain/ids.ts';
import type { Lesson, PupilLetter } from '../../domain/study.ts';
import { longLessonDay, shortLessonDay } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { LessonToday } from '../../notebook/read-today.ts';

export function lessonName({ id, title }: Lesson): string {
  const number = lastSegment(id);
  const name = title.trim();
  return name === '' ? m.today_lesson({ number }) : m.today_lesson_titled({ number, title: name });
}

/** `Lesson 2 · today`, `Lesson 1 · 4 Nov`, `Lesson 3`. */
export function lessonAndDay({ id, date }: Lesson, today: string): string {
  const number = lastSegment(id);
  if (date === today) return m.today_lesson_today({ number });
  const day = shortLessonDay(date);
  return day === '' ? m.today_lesson({ number }) : m.today_lesson_day({ number, day });
}

/** The line over the next lesson: when it is. */
export function whenWords({ date, time }: Lesson, today: string, isObserved: boolean): string {
  if (date === today) return time === '' ? m.today_next_today() : m.today_next_today_at({ time });
  const when = longLessonDay(date, time);
  if (isObserved && date < today) return when === '' ? m.today_observed() : m.today_observed_on({ when });
  if (when === '') return m.today_next();
  return date < today ? m.today_was_planned_for({ when }) : m.today_next_on({ when });
}

export function pupilName({ alias, letter }: { alias: string; letter: PupilLetter }): string {
  return alias.trim() || m.today_pupil({ letter });
}

/** How far a lesson has come. Only what was counted is said. */
export function stateWords(lesson: LessonToday): readonly string[] {
  const { notes, agreed, predicted, stages, isRunning } = lesson;
  if (isRunning) return [m.today_running(), m.today_notes({ count: notes })];
  if (notes > 0 && agreed > 0)
    return [m.today_notes({ count: notes }), m.today_agreed({ agreed, predicted })];
  if (notes > 0) return [m.today_notes({ count: notes }), m.today_not_reviewed()];
  if (stages.length > 0)
    return [m.today_stages({ count: stages.length }), m.today_predictions({ count: predicted })];
  return [m.today_not_planned()];
}

export type LessonStep = 'open' | 'planned' | 'observed' | 'reviewed';

export function stepOf({ notes, agreed, predicted, stages }: LessonToday): LessonStep {
  if (notes > 0) return agreed > 0 && agreed >= predicted ? 'reviewed' : 'observed';
  return stages.length > 0 ? 'planned' : 'open';
}
