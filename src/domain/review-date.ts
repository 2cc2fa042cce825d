import { addYears } from 'date-fns/addYears';
import { lightFormat } from 'date-fns/lightFormat';

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;

/** The day a year after a day written as `2026-11-10`; undefined when that is no date. */
export function yearAfter(date: string): string | undefined {
  const [isDate, year, month, day] = DATE.exec(date) ?? [];
  if (isDate === undefined) return undefined;
  return lightFormat(addYears(new Date(Number(year), Number(month) - 1, Number(day), 12), 1), 'yyyy-MM-dd');
}

/** What is kept about children is kept for a reason and for a time: the day on which the team looks at it again has come. */
export function isReviewDue({ reviewOn }: { readonly reviewOn: string }, today: string): boolean {
  return DATE.test(reviewOn) && reviewOn <= today;
}

/** The day to offer: a year after the study ends, or after today while nobody knows when it ends. */
export function suggestedReview({ endsOn }: { readonly endsOn: string }, today: string): string | undefined {
  return yearAfter(endsOn > today ? endsOn : today);
}
