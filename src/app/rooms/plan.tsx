import type { ReactNode } from 'react';
import { Route } from 'wouter';
import { childId } from '../../domain/ids.ts';
import { lazy } from '../../ui/lazy.tsx';
import { useLoadedAhead } from '../../ui/loaded-ahead.ts';
import { WritersOnly } from '../../ui/writers-only.tsx';
import { NotForGuests } from '../not-for-guests.tsx';
import { ReviewScreen } from './review.tsx';

const StudiesScreen = lazy(async () => ({
  default: (await import('../../features/plan/studies-screen.tsx')).StudiesScreen,
}));
const NewStudyScreen = lazy(async () => ({
  default: (await import('../../features/plan/new-study-screen.tsx')).NewStudyScreen,
}));
const StudyScreen = lazy(async () => ({
  default: (await import('../../features/plan/study-screen.tsx')).StudyScreen,
}));
const StudyFrame = lazy(async () => ({
  default: (await import('../../features/plan/study-screen.tsx')).StudyFrame,
}));
const LessonPlanScreen = lazy(async () => ({
  default: (await import('../../features/plan/lesson-plan-screen.tsx')).LessonPlanScreen,
}));
const LessonSheetScreen = lazy(async () => ({
  default: (await import('../../features/plan/lesson-sheet-screen.tsx')).LessonSheetScreen,
}));
const DeleteScreen = lazy(async () => ({
  default: (await import('../../features/plan/delete-screen.tsx')).DeleteScreen,
}));
const FindingsTab = lazy(async () => ({
  default: (await import('../../features/findings/findings-tab.tsx')).FindingsTab,
}));
const LibraryScreen = lazy(async () => ({
  default: (await import('../../features/findings/library-screen.tsx')).LibraryScreen,
}));

export const planWindows = (
  <>
    <Route path="/studies/:study/lessons/:number/print">
      {({ study, number }) => (
        <LessonSheetScreen key={childId(study, number)} lessonId={childId(study, number)} />
      )}
    </Route>
  </>
);

/** Studies, their plans, and what the team found out. */
export const planPages = (
  <>
    <Route path="/studies" component={StudiesScreen} />
    <Route path="/studies/new">
      <WritersOnly otherwise={<NotForGuests />}>
        <NewStudyScreen />
      </WritersOnly>
    </Route>
    <Route path="/studies/:study">
      {({ study }) => <StudyScreen key={study} studyId={study} tab="question" />}
    </Route>
    <Route path="/studies/:study/pupils">
      {({ study }) => <StudyScreen key={study} studyId={study} tab="pupils" />}
    </Route>
    <Route path="/studies/:study/coverage">
      {({ study }) => <StudyScreen key={study} studyId={study} tab="coverage" />}
    </Route>
    <Route path="/studies/:study/seating">
      {({ study }) => <StudyScreen key={study} studyId={study} tab="seating" />}
    </Route>
    <Route path="/studies/:study/findings">
      {({ study }) => (
        <StudyFrame key={study} studyId={study}>
          {(overview) => <FindingsTab overview={overview} />}
        </StudyFrame>
      )}
    </Route>
    <Route path="/findings" component={LibraryScreen} />
    <Route path="/studies/:study/delete">
      {({ study }) => (
        <WritersOnly otherwise={<NotForGuests />}>
          <DeleteScreen key={study} scope={study} />
        </WritersOnly>
      )}
    </Route>
    <Route path="/studies/:study/pupils/:letter/delete">
      {({ study, letter }) => (
        <WritersOnly otherwise={<NotForGuests />}>
          <DeleteScreen key={letter} scope={childId(study, letter)} />
        </WritersOnly>
      )}
    </Route>
    <Route path="/studies/:study/lessons/:number">
      {({ study, number }) => (
        <FromThePlan>
          <LessonPlanScreen key={childId(study, number)} lessonId={childId(study, number)} />
        </FromThePlan>
      )}
    </Route>
  </>
);

const FROM_THE_PLAN = [ReviewScreen.ahead] as const;

/** After a lesson the plan is where a triad goes to its review from. */
function FromThePlan({ children }: { children: ReactNode }) {
  useLoadedAhead(FROM_THE_PLAN);
  return children;
}
