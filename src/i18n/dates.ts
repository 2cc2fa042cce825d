import { DAY_NAMES, MONTH_NAMES, SHORT_MONTH_NAMES } from './day-names.ts';
import { currentLanguage } from './language.ts';

/** `4 Nov` */
export function shortDay(when: Date): string {
  return `${when.getDate()} ${SHORT_MONTH_NAMES[currentLanguage()][when.getMonth()] ?? ''}`;
}

/** `Tuesday 10 November` */
export function longDay(when: Date): string {
  return `${weekday(when)} ${when.getDate()} ${MONTH_NAMES[currentLanguage()][when.getMonth()] ?? ''}`;
}

/** A date field (`2026-11-10`) with its year: `10 November 2026`; '' when it is no date. */
export function longDate(date: string): string {
  const day = dayOf(date);
  if (day === undefined) return '';
  return `${day.getDate()} ${MONTH_NAMES[currentLanguage()][day.getMonth()] ?? ''} ${day.getFullYear()}`;
}

/** `14:32` */
export function timeOfDay(when: Date): string {
  return `${padded(when.getHours(), 2)}:${padded(when.getMinutes(), 2)}`;
}

/** A moment that may lie days back: `4 Nov, 14:32`, and of today the time alone. */
export function momentSince(when: Date, now: Date): string {
  const isToday = when.toDateString() === now.toDateString();
  return isToday ? timeOfDay(when) : `${shortDay(when)}, ${timeOfDay(when)}`;
}

/** `Tuesday 10:42`: a moment within the next days. */
export function weekdayAndTime(when: Date): string {
  return `${weekday(when)} ${timeOfDay(when)}`;
}

/** `2026-11-10`, as a lesson's date field has it. */
export function dateText(when: Date): string {
  return [padded(when.getFullYear(), 4), padded(when.getMonth() + 1, 2), padded(when.getDate(), 2)].join('-');
}

/** A lesson's date field (`2026-11-10`) as a day; undefined when it is empty or no date. */
export function dayOf(date: string): Date | undefined {
  const [isDate, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? [];
  if (isDate === undefined) return undefined;
  // At noon, so that no change of the clocks can move the day.
  const found = new Date(Number(year), Number(month) - 1, Number(day), 12);
  return dateText(found) === date ? found : undefined;
}

/** A lesson's date: `4 Nov`, or '' when there is none. */
export function shortLessonDay(date: string): string {
  const day = dayOf(date);
  return day === undefined ? '' : shortDay(day);
}

/** A lesson's date and time: `Tuesday 10 November, 10:15`; without a time the day alone, without a date ''. */
export function longLessonDay(date: string, time: string): string {
  const day = dayOf(date);
  if (day === undefined) return '';
  return time === '' ? longDay(day) : `${longDay(day)}, ${time}`;
}

function weekday(when: Date): string {
  return DAY_NAMES[currentLanguage()][when.getDay()] ?? '';
}

function padded(count: number, digits: number): string {
  return String(count).padStart(digits, '0');
}
