import { describe, expect, test } from 'vitest';
import { isReviewDue, suggestedReview, yearAfter } from '../../src/domain/review-date.ts';

describe('the review date', () => {
  test('is offered a year after the study ends, or after today while that is open', () => {
    expect(suggestedReview({ endsOn: '2027-03-01' }, '2026-11-10')).toBe('2028-03-01');
    expect(suggestedReview({ endsOn: '' }, '2026-11-10')).toBe('2027-11-10');
    expect(suggestedReview({ endsOn: '2025-03-01' }, '2026-11-10')).toBe('2027-11-10');
  });

  test('exists also for a leap day, and for nothing that is no date', () => {
    expect(yearAfter('2028-02-29')).toBe('2029-02-28');
    expect(yearAfter('soon')).toBeUndefined();
  });

  test('has come on its day and after it, and never when it is open', () => {
    expect(isReviewDue({ reviewOn: '2026-11-10' }, '2026-11-09')).toBe(false);
    expect(isReviewDue({ reviewOn: '2026-11-10' }, '2026-11-10')).toBe(true);
    expect(isReviewDue({ reviewOn: '' }, '2026-11-10')).toBe(false);
  });
});
