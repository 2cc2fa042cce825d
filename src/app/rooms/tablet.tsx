import { Route } from 'wouter';
import { lazy } from '../../ui/lazy.tsx';

const TabletScreen = lazy(async () => ({
  default: (await import('../../features/tablet/tablet-screen.tsx')).TabletScreen,
}));
const CopyScreen = lazy(async () => ({
  default: (await import('../../features/tablet/copy-screen.tsx')).CopyScreen,
}));
const HandBackScreen = lazy(async () => ({
  default: (await import('../../features/tablet/hand-back-screen.tsx')).HandBackScreen,
}));
const WhoScreen = lazy(async () => ({
  default: (await import('../../features/lock/who-screen.tsx')).WhoScreen,
}));
const AddPersonScreen = lazy(async () => ({
  default: (await import('../../features/lock/add-person-screen.tsx')).AddPersonScreen,
}));
const PinScreen = lazy(async () => ({
  default: (await import('../../features/lock/pin-screen.tsx')).PinScreen,
}));

export const tabletPages = (
  <>
    <Route path="/tablet" component={TabletScreen} />
    <Route path="/tablet/copy" component={CopyScreen} />
    <Route path="/tablet/hand-back" component={HandBackScreen} />
  </>
);

/** Who has this tablet: the demo has nobody. */
export const whoPages = (
  <>
    <Route path="/who" component={WhoScreen} />
    <Route path="/who/add" component={AddPersonScreen} />
    <Route path="/who/pin" component={PinScreen} />
  </>
);
