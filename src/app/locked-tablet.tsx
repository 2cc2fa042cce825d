import { LockScreen } from '../features/lock/lock-screen.tsx';
import { useQuietWindow } from '../features/observe/quiet-mode.ts';

/** In front of a lesson that was kept dark, the lock is dark as well. */
export function LockedTablet() {
  return window.location.pathname.endsWith('/observe') ? <LockedLesson /> : <LockScreen />;
}

function LockedLesson() {
  useQuietWindow();
  return <LockScreen />;
}
