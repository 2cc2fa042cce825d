import type { ComponentType } from 'react';
import type { LessonId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { DiscussionView } from './discussion/discussion-beside.tsx';
import { ReviewGrid } from './review-grid.tsx';
import { lessonPath } from '../../domain/lesson-path.ts';
import type { Review } from './use-review.ts';
import { lazy } from '../../ui/lazy.tsx';

/** One way to look at a lesson's record: a tab of the review. A new one is one more entry below. */
export interface ReviewView {
  /** In the address, as `?view=id`. */
  readonly id: string;
  readonly label: () => string;
  readonly Body: ComponentType<{ review: Review }>;
  /** There is nothing to draw before the first note. */
  readonly needsNotes?: boolean;
  /** Says itself what is not there yet, and notes are not all it has. */
  readonly hasOwnEmpty?: boolean;
  /** Shows notes through `useShown`, so that the filters over it mean something. */
  readonly isFilterable?: boolean;
  /** Stands at the top right instead of among the tabs. */
  readonly isAtTop?: boolean;
  /** Stands beside the others where there is room, and is a tab only where there is none. */
  readonly isBeside?: boolean;
}

const TimelineView = lazy(async () => ({ default: (await import('./timeline-view.tsx')).TimelineView }));

/** Where a triad mostly goes from the board. */
export const NEXT_VIEWS = [TimelineView.ahead, () => import('./search-screen.tsx')] as const;

/** In the order of the tabs; the first is what the review opens with. */
export const REVIEW_VIEWS: readonly [ReviewView, ...ReviewView[]] = [
  { id: 'grid', label: m.review_grid, Body: ReviewGrid, isFilterable: true },
  {
    id: 'timeline',
    label: m.board_timeline,
    Body: TimelineView,
    needsNotes: true,
    isFilterable: true,
  },
  {
    id: 'glance',
    label: m.board_glance,
    Body: lazy(async () => ({ default: (await import('./glance-view.tsx')).GlanceView })),
    needsNotes: true,
  },
  {
    id: 'notes',
    label: m.review_all,
    Body: lazy(async () => ({ default: (await import('./all-notes.tsx')).AllNotes })),
    needsNotes: true,
    isFilterable: true,
    isAtTop: true,
  },
  {
    id: 'interviews',
    label: m.interview_view_interviews,
    Body: lazy(async () => ({ default: (await import('./interviews-view.tsx')).InterviewsView })),
    hasOwnEmpty: true,
  },
  {
    id: 'journeys',
    label: m.interview_view_journeys,
    Body: lazy(async () => ({ default: (await import('./journeys-view.tsx')).JourneysView })),
    hasOwnEmpty: true,
  },
  {
    id: 'seating',
    label: m.seating_title,
    Body: lazy(async () => ({ default: (await import('./seating-view.tsx')).SeatingView })),
    needsNotes: false,
  },
  { id: 'discussion', label: m.discussion_title, Body: DiscussionView, isBeside: true, hasOwnEmpty: true },
];

export function viewOf(search: string): ReviewView {
  const wanted = new URLSearchParams(search).get('view');
  return REVIEW_VIEWS.find(({ id }) => id === wanted) ?? REVIEW_VIEWS[0];
}

export function viewPath(lesson: LessonId, view: ReviewView): string {
  const path = `${lessonPath(lesson)}/review`;
  return view === REVIEW_VIEWS[0] ? path : `${path}?view=${view.id}`;
}
