import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { childId } from '../domain/ids.ts';
import { lazy } from '../ui/lazy.tsx';
import { useLoadedAhead } from '../ui/loaded-ahead.ts';
import { WritersOnly } from '../ui/writers-only.tsx';
import { GuestNotice } from './guest-notice.tsx';
import { Loading } from './loading.tsx';
import { WINDOWS } from './windows.ts';

// What a tablet is opened for stands here. All other screens are divided by room, in one script that is fetched when the
// first screen has come to rest: a start does not read the names of screens that it does not show.
const WelcomeScreen = lazy(async () => ({
  default: (await import('../features/team/welcome-screen.tsx')).WelcomeScreen,
}));
const Shell = lazy(async () => ({ default: (await import('./shell.tsx')).Shell }));
const ObserveScreen = lazy(async () => ({
  default: (await import('../features/observe/observe-screen.tsx')).ObserveScreen,
}));
const NotForGuests = lazy(async () => ({ default: (await import('./not-for-guests.tsx')).NotForGuests }));
const rooms = () => import('./rooms/rooms.tsx');
const WaysIn = lazy(async () => ({ default: (await rooms()).WaysIn }));
const RoomWindows = lazy(async () => ({ default: (await rooms()).RoomWindows }));

const WAYS_IN = /^\/(start|join|recover)\/?$/;
const AHEAD = [WaysIn.ahead, RoomWindows.ahead, Shell.ahead] as const;

/** Before any team: welcome, start, join. Every other address leads to the welcome and is kept. */
export function FirstRoutes() {
  useLoadedAhead(AHEAD);
  return (
    <main id="main">
      <Loading>
        <Switch>
          <Route path={WAYS_IN} component={WaysIn} />
          <Route component={WelcomeScreen} />
        </Switch>
      </Loading>
    </main>
  );
}

/** A team's screens; the plan has its full width. */
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
      <Route path={WAYS_IN} component={FirstRoutes} />
      <Route path={WINDOWS}>
        <FullWindow>
          <RoomWindows />
        </FullWindow>
      </Route>
      <Route>
        <Loading>
          <Shell isDemo={isDemo} />
        </Loading>
      </Route>
    </Switch>
  );
}

function FullWindow({ children }: { children: ReactNode }) {
  return (
    <main id="main">
      <GuestNotice />
      <Loading>{children}</Loading>
    </main>
  );
}
