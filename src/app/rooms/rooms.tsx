import { Route, Switch } from 'wouter';
import { NotFoundScreen } from '../not-found-screen.tsx';
import { planPages, planWindows } from './plan.tsx';
import { reportPages, reportWindows } from './report.tsx';
import { reviewPages, reviewWindows } from './review.tsx';
import { tabletPages, whoPages } from './tablet.tsx';
import { teamPages, teamWindows, waysIn } from './team.tsx';

export function WaysIn() {
  return <Switch>{waysIn}</Switch>;
}

/** Screens that have the window to themselves: each is in the pattern of `routes.tsx` too. */
export function RoomWindows() {
  return (
    <Switch>
      {reviewWindows}
      {planWindows}
      {reportWindows}
      {teamWindows}
    </Switch>
  );
}

/** Screens within the shell. */
export function RoomPages({ isDemo }: { isDemo: boolean }) {
  return (
    <Switch>
      {teamPages}
      {tabletPages}
      {!isDemo && whoPages}
      {reportPages}
      {planPages}
      {reviewPages}
      <Route component={NotFoundScreen} />
    </Switch>
  );
}
