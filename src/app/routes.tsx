import type { ReactNode } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { childId } from '../domain/ids.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLoadedAhead } from '../ui/loaded-ahead.ts';
import { Placeholder } from '../ui/placeholder.tsx';
import { WritersOnly } from '../ui/writers-only.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { GuestNotice, NotForGuests } from './guest-notice.tsx';
import { Layout } from './layout.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';
import { lazy, Waiting } from '../ui/lazy.tsx';

const WelcomeScreen = lazy(async () => ({
  default: (await import('../features/team/welcome-screen.tsx')).WelcomeScreen,
}));
const StartScreen = lazy(async () => ({
  default: (await import('../features/team/start-screen.tsx')).StartScreen,
}));
const JoinScreen = lazy(async () => ({
  default: (await import('../features/team/join-screen.tsx')).JoinScreen,
}));
const TeamScreen = lazy(async () => ({
  default: (await import('../features/team/team-screen.tsx')).TeamScreen,
}));
const InviteScreen = lazy(async () => ({
  default: (await import('../features/team/invite-screen.tsx')).InviteScreen,
}));
const TodayScreen = lazy(async () => ({
  default: (await import('../features/today/today-screen.tsx')).TodayScreen,
}));
const StudiesScreen = lazy(async () => ({
  default: (await import('../features/plan/studies-screen.tsx')).StudiesScreen,
}));
const NewStudyScreen = lazy(async () => ({
  default: (await import('../features/plan/new-study-screen.tsx')).NewStudyScreen,
}));
const StudyScreen = lazy(async () => ({
  default: (await import('../features/plan/study-screen.tsx')).StudyScreen,
}));
const LessonPlanScreen = lazy(async () => ({
  default: (await import('../features/plan/lesson-plan-screen.tsx')).LessonPlanScreen,
}));
const LessonSheetScreen = lazy(async () => ({
  default: (await import('../features/plan/lesson-sheet-screen.tsx')).LessonSheetScreen,
}));
const ObserveScreen = lazy(async () => ({
  default: (await import('../features/observe/observe-screen.tsx')).ObserveScreen,
}));
const PracticeScreen = lazy(async () => ({
  default: (await import('../features/observe/practice-screen.tsx')).PracticeScreen,
}));
const ReviewScreen = lazy(async () => ({
  default: (await import('../features/review/review-screen.tsx')).ReviewScreen,
}));
const InterviewScreen = lazy(async () => ({
  default: (await import('../features/interview/interview-screen.tsx')).InterviewScreen,
}));
const StudyFrame = lazy(async () => ({
  default: (await import('../features/plan/study-screen.tsx')).StudyFrame,
}));
const DeleteScreen = lazy(async () => ({
  default: (await import('../features/plan/delete-screen.tsx')).DeleteScreen,
}));
const FindingsTab = lazy(async () => ({
  default: (await import('../features/findings/findings-tab.tsx')).FindingsTab,
}));
const LibraryScreen = lazy(async () => ({
  default: (await import('../features/findings/library-screen.tsx')).LibraryScreen,
}));
const SearchScreen = lazy(async () => ({
  default: (await import('../features/review/search-screen.tsx')).SearchScreen,
}));
const TakeOutScreen = lazy(async () => ({
  default: (await import('../features/report/take-out-screen.tsx')).TakeOutScreen,
}));
const ImportScreen = lazy(async () => ({
  default: (await import('../features/report/import-screen.tsx')).ImportScreen,
}));
const SummaryScreen = lazy(async () => ({
  default: (await import('../features/report/summary-screen.tsx')).SummaryScreen,
}));
const WallSheetScreen = lazy(async () => ({
  default: (await import('../features/report/wall-sheet-screen.tsx')).WallSheetScreen,
}));
const RecordScreen = lazy(async () => ({
  default: (await import('../features/report/record-screen.tsx')).RecordScreen,
}));
const ReportPrintScreen = lazy(async () => ({
  default: (await import('../features/report/report-print-screen.tsx')).ReportPrintScreen,
}));
const PersonScreen = lazy(async () => ({
  default: (await import('../features/team/person-screen.tsx')).PersonScreen,
}));
const TabletScreen = lazy(async () => ({
  default: (await import('../features/tablet/tablet-screen.tsx')).TabletScreen,
}));

const RecoveryScreen = lazy(async () => ({
  default: (await import('../features/team/recovery-screen.tsx')).RecoveryScreen,
}));
const RecoverScreen = lazy(async () => ({
  default: (await import('../features/team/recover-screen.tsx')).RecoverScreen,
}));
const CopyScreen = lazy(async () => ({
  default: (await import('../features/tablet/copy-screen.tsx')).CopyScreen,
}));
const HandBackScreen = lazy(async () => ({
  default: (await import('../features/tablet/hand-back-screen.tsx')).HandBackScreen,
}));
const WhoScreen = lazy(async () => ({
  default: (await import('../features/lock/who-screen.tsx')).WhoScreen,
}));
const AddPersonScreen = lazy(async () => ({
  default: (await import('../features/lock/add-person-screen.tsx')).AddPersonScreen,
}));
const PinScreen = lazy(async () => ({
  default: (await import('../features/lock/pin-screen.tsx')).PinScreen,
}));

/** Before any team: welcome, start, join. Every other address leads to the welcome and is kept. */
export function FirstRoutes() {
  return (
    <main id="main">
      <Loading>
        <Switch>
          <Route path="/start" component={StartScreen} />
          <Route path="/join" component={JoinScreen} />
          <Route path="/recover" component={RecoverScreen} />
          <Route component={WelcomeScreen} />
        </Switch>
      </Loading>
    </main>
  );
}

/** A team's screens. Capture, interviews and review have the window to themselves; the plan has its full width. */
export function TeamRoutes({ isDemo }: { isDemo: boolean }) {
  return (
    <Switch>
      <Route path="/studies/:study/lessons/:number/observe">
        {({ study, number }) => (
          <FullWindow>
            <WritersOnly otherwise={<NotForGuests />}>
              <ObserveScreen key={childId(study, number)} lessonId={childId(study, number)} />
            </WritersOnly>
          </FullWindow>
        )}
      </Route>
      <Route path="/studies/:study/lessons/:number/review">
        {({ study, number }) => (
          <FullWindow>
            <ReviewScreen key={childId(study, number)} lessonId={childId(study, number)} />
          </FullWindow>
        )}
      </Route>
      <Route path="/studies/:study/lessons/:number/interviews">
        {({ study, number }) => (
          <FullWindow>
            <WritersOnly otherwise={<NotForGuests />}>
              <InterviewScreen key={childId(study, number)} lessonId={childId(study, number)} />
            </WritersOnly>
          </FullWindow>
        )}
      </Route>
      <Route path="/studies/:study/lessons/:number/print">
        {({ study, number }) => (
          <FullWindow>
            <LessonSheetScreen key={childId(study, number)} lessonId={childId(study, number)} />
          </FullWindow>
        )}
      </Route>
      <Route path="/studies/:study/report/summary">
        {({ study }) => (
          <FullWindow>
            <WritersOnly otherwise={<NotForGuests takesOut />}>
              <SummaryScreen key={study} studyId={study} />
            </WritersOnly>
          </FullWindow>
        )}
      </Route>
      <Route path="/studies/:study/lessons/:number/sheet">
        {({ study, number }) => (
          <FullWindow>
            <WritersOnly otherwise={<NotForGuests takesOut />}>
              <WallSheetScreen key={childId(study, number)} lessonId={childId(study, number)} />
            </WritersOnly>
          </FullWindow>
        )}
      </Route>
      <Route path="/studies/:study/pupils/:letter/record">
        {({ study, letter }) => (
          <FullWindow>
            <WritersOnly otherwise={<NotForGuests takesOut />}>
              <RecordScreen key={childId(study, letter)} studyId={study} letter={letter} />
            </WritersOnly>
          </FullWindow>
        )}
      </Route>
      <Route path="/studies/:study/report/print">
        {({ study }) => (
          <FullWindow>
            <WritersOnly otherwise={<NotForGuests takesOut />}>
              <ReportPrintScreen key={study} studyId={study} />
            </WritersOnly>
          </FullWindow>
        )}
      </Route>
      <Route path="/practice">
        <FullWindow>
          <WritersOnly otherwise={<NotForGuests />}>
            <PracticeScreen />
          </WritersOnly>
        </FullWindow>
      </Route>
      <Route path="/start" component={FirstRoutes} />
      <Route path="/join" component={FirstRoutes} />
      <Route path="/recover" component={FirstRoutes} />
      <Route path="/team/recovery">
        <FullWindow>
          <WritersOnly otherwise={<NotForGuests />}>
            <RecoveryScreen />
          </WritersOnly>
        </FullWindow>
      </Route>
      <Route>
        <ShellRoutes isDemo={isDemo} />
      </Route>
    </Switch>
  );
}

function ShellRoutes({ isDemo }: { isDemo: boolean }) {
  const [location] = useLocation();
  const isPlan = /^\/studies\/(?!new$)./.test(location);
  return (
    <Layout isWide={isPlan} isDemo={isDemo}>
      <Loading>
        <Switch>
          <Route path="/" component={TodayScreen} />
          <Route path="/team" component={TeamScreen} />
          <Route path="/team/invite">
            <WritersOnly otherwise={<NotForGuests />}>
              <InviteScreen />
            </WritersOnly>
          </Route>
          <Route path="/team/people/:member">
            {({ member }) => <PersonScreen key={member} member={member} />}
          </Route>
          <Route path="/tablet" component={TabletScreen} />
          <Route path="/tablet/copy" component={CopyScreen} />
          <Route path="/tablet/hand-back" component={HandBackScreen} />
          {!isDemo && <Route path="/who" component={WhoScreen} />}
          {!isDemo && <Route path="/who/add" component={AddPersonScreen} />}
          {!isDemo && <Route path="/who/pin" component={PinScreen} />}
          <Route path="/studies" component={StudiesScreen} />
          <Route path="/studies/new">
            <WritersOnly otherwise={<NotForGuests />}>
              <NewStudyScreen />
            </WritersOnly>
          </Route>
          <Route path="/studies/import">
            <WritersOnly otherwise={<NotForGuests />}>
              <ImportScreen />
            </WritersOnly>
          </Route>
          <Route path="/studies/:study/report">
            {({ study }) => (
              <WritersOnly otherwise={<NotForGuests takesOut />}>
                <TakeOutScreen key={study} studyId={study} />
              </WritersOnly>
            )}
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
          <Route path="/studies/:study/findings">
            {({ study }) => (
              <StudyFrame key={study} studyId={study}>
                {(overview) => <FindingsTab overview={overview} />}
              </StudyFrame>
            )}
          </Route>
          <Route path="/findings" component={LibraryScreen} />
          <Route path="/studies/:study/search">
            {({ study }) => <SearchScreen key={study} studyId={study} />}
          </Route>
          <Route path="/studies/:study/lessons/:number">
            {({ study, number }) => (
              <FromThePlan>
                <LessonPlanScreen key={childId(study, number)} lessonId={childId(study, number)} />
              </FromThePlan>
            )}
          </Route>
          <Route component={NotFoundScreen} />
        </Switch>
      </Loading>
    </Layout>
  );
}

const FROM_THE_PLAN = [ReviewScreen.ahead] as const;

/** After a lesson the plan is where a triad goes to its review from. */
function FromThePlan({ children }: { children: ReactNode }) {
  useLoadedAhead(FROM_THE_PLAN);
  return children;
}

function FullWindow({ children }: { children: ReactNode }) {
  return (
    <main id="main">
      <GuestNotice />
      <Loading>{children}</Loading>
    </main>
  );
}

function Loading({ children }: { children: ReactNode }) {
  const [location] = useLocation();
  return (
    <ErrorBoundary screen={location}>
      <Waiting fallback={<Placeholder>{m.app_opening()}</Placeholder>}>{children}</Waiting>
    </ErrorBoundary>
  );
}
