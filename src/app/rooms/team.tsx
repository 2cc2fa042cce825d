import { Route } from 'wouter';
import { lazy } from '../../ui/lazy.tsx';
import { WritersOnly } from '../../ui/writers-only.tsx';
import { NotForGuests } from '../not-for-guests.tsx';

const StartScreen = lazy(async () => ({
  default: (await import('../../features/team/start-screen.tsx')).StartScreen,
}));
const JoinScreen = lazy(async () => ({
  default: (await import('../../features/team/join-screen.tsx')).JoinScreen,
}));
const RecoverScreen = lazy(async () => ({
  default: (await import('../../features/team/recover-screen.tsx')).RecoverScreen,
}));
const TeamScreen = lazy(async () => ({
  default: (await import('../../features/team/team-screen.tsx')).TeamScreen,
}));
const InviteScreen = lazy(async () => ({
  default: (await import('../../features/team/invite-screen.tsx')).InviteScreen,
}));
const PersonScreen = lazy(async () => ({
  default: (await import('../../features/team/person-screen.tsx')).PersonScreen,
}));
const RecoveryScreen = lazy(async () => ({
  default: (await import('../../features/team/recovery-screen.tsx')).RecoveryScreen,
}));

/** Ways into a team, for a tablet that has none and for one that gets another. */
export const waysIn = (
  <>
    <Route path="/start" component={StartScreen} />
    <Route path="/join" component={JoinScreen} />
    <Route path="/recover" component={RecoverScreen} />
  </>
);

export const teamWindows = (
  <Route path="/team/recovery">
    <WritersOnly otherwise={<NotForGuests />}>
      <RecoveryScreen />
    </WritersOnly>
  </Route>
);

export const teamPages = (
  <>
    <Route path="/team" component={TeamScreen} />
    <Route path="/team/invite">
      <WritersOnly otherwise={<NotForGuests />}>
        <InviteScreen />
      </WritersOnly>
    </Route>
    <Route path="/team/people/:member">{({ member }) => <PersonScreen key={member} member={member} />}</Route>
  </>
);
