import { Route, Switch, useLocation } from 'wouter';
import { TodayScreen } from '../features/today/today-screen.tsx';
import { lazy } from '../ui/lazy.tsx';
import { useLoadedAhead } from '../ui/loaded-ahead.ts';
import { Layout } from './layout.tsx';
import { Loading } from './loading.tsx';

const RoomPages = lazy(async () => ({ default: (await import('./rooms/rooms.tsx')).RoomPages }));
const AHEAD = [RoomPages.ahead] as const;

/** Today, and every screen that stands in the shell; a lesson needs none of it. */
export function Shell({ isDemo }: { isDemo: boolean }) {
  const [location] = useLocation();
  const isPlan = /^\/studies\/(?!new$)./.test(location);
  useLoadedAhead(AHEAD);
  return (
    <Layout isWide={isPlan} isDemo={isDemo}>
      <Loading>
        <Switch>
          <Route path="/" component={TodayScreen} />
          <Route>
            <RoomPages isDemo={isDemo} />
          </Route>
        </Switch>
      </Loading>
    </Layout>
  );
}
