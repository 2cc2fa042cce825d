import { Route } from 'wouter';
import { childId } from '../../domain/ids.ts';
import { lazy } from '../../ui/lazy.tsx';
import { WritersOnly } from '../../ui/writers-only.tsx';
import { NotForGuests } from '../not-for-guests.tsx';

export const ReviewScreen = lazy(async () => ({
  default: (await import('../../features/review/review-screen.tsx')).ReviewScreen,
}));
const InterviewScreen = lazy(async () => ({
  default: (await import('../../features/interview/interview-screen.tsx')).InterviewScreen,
}));
const SearchScreen = lazy(async () => ({
  default: (await import('../../features/review/search-screen.tsx')).SearchScreen,
}));
const PracticeScreen = lazy(async () => ({
  default: (await import('../../features/observe/practice-screen.tsx')).PracticeScreen,
}));

/** The hour after the lesson, and the practice before it. */
export const reviewWindows = (
  <>
    <Route path="/studies/:study/lessons/:number/review">
      {({ study, number }) => <ReviewScreen key={childId(study, number)} lessonId={childId(study, number)} />}
    </Route>
    <Route path="/studies/:study/lessons/:number/interviews">
      {({ study, number }) => (
        <WritersOnly otherwise={<NotForGuests />}>
          <InterviewScreen key={childId(study, number)} lessonId={childId(study, number)} />
        </WritersOnly>
      )}
    </Route>
    <Route path="/practice">
      <WritersOnly otherwise={<NotForGuests />}>
        <PracticeScreen />
      </WritersOnly>
    </Route>
  </>
);

export const reviewPages = (
  <Route path="/studies/:study/search">{({ study }) => <SearchScreen key={study} studyId={study} />}</Route>
);
