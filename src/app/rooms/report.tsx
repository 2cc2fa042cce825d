import { Route } from 'wouter';
import { childId } from '../../domain/ids.ts';
import { lazy } from '../../ui/lazy.tsx';
import { WritersOnly } from '../../ui/writers-only.tsx';
import { NotForGuests } from '../not-for-guests.tsx';

const TakeOutScreen = lazy(async () => ({
  default: (await import('../../features/report/take-out-screen.tsx')).TakeOutScreen,
}));
const ImportScreen = lazy(async () => ({
  default: (await import('../../features/report/import-screen.tsx')).ImportScreen,
}));
const SummaryScreen = lazy(async () => ({
  default: (await import('../../features/report/summary-screen.tsx')).SummaryScreen,
}));
const WallSheetScreen = lazy(async () => ({
  default: (await import('../../features/report/wall-sheet-screen.tsx')).WallSheetScreen,
}));
const RecordScreen = lazy(async () => ({
  default: (await import('../../features/report/record-screen.tsx')).RecordScreen,
}));
const ReportPrintScreen = lazy(async () => ({
  default: (await import('../../features/report/report-print-screen.tsx')).ReportPrintScreen,
}));

/** What is printed. */
export const reportWindows = (
  <>
    <Route path="/studies/:study/report/summary">
      {({ study }) => (
        <WritersOnly otherwise={<NotForGuests takesOut />}>
          <SummaryScreen key={study} studyId={study} />
        </WritersOnly>
      )}
    </Route>
    <Route path="/studies/:study/report/print">
      {({ study }) => (
        <WritersOnly otherwise={<NotForGuests takesOut />}>
          <ReportPrintScreen key={study} studyId={study} />
        </WritersOnly>
      )}
    </Route>
    <Route path="/studies/:study/lessons/:number/sheet">
      {({ study, number }) => (
        <WritersOnly otherwise={<NotForGuests takesOut />}>
          <WallSheetScreen key={childId(study, number)} lessonId={childId(study, number)} />
        </WritersOnly>
      )}
    </Route>
    <Route path="/studies/:study/pupils/:letter/record">
      {({ study, letter }) => (
        <WritersOnly otherwise={<NotForGuests takesOut />}>
          <RecordScreen key={childId(study, letter)} studyId={study} letter={letter} />
        </WritersOnly>
      )}
    </Route>
  </>
);

export const reportPages = (
  <>
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
  </>
);
