import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Keyring } from './access/keyring.ts';
import { App } from './app/app.tsx';
import { deviceLabelOf } from './app/device-label.ts';
import { leaveForGood } from './app/leave-for-good.ts';
import { NoStorageScreen } from './app/no-storage-screen.tsx';
import { createPageCarrier, createPageSync } from './app/page-sync.ts';
import { SessionProvider } from './app/session.tsx';
import { createTabletSession } from './app/tablet-session.ts';
import { languageReady } from './i18n/language.ts';
import { Mailbox } from './mailbox/database.ts';
import { browserLock } from './protocol/lock.ts';
import { linkWorker } from './worker-link/worker.ts';

leaveForGood(window);
const mailbox = new Mailbox();
const withLock = browserLock(navigator.locks);
const fetchFromServer: typeof fetch = (input, init) => fetch(input, init);
const syncDeps = {
  mailbox,
  fetch: fetchFromServer,
  now: () => Date.now(),
  isOnline: () => navigator.onLine,
  chance: () => Math.random(),
};
const sync = createPageSync(syncDeps, withLock);
const carry = createPageCarrier(syncDeps, withLock);
const worker = linkWorker({
  container: import.meta.env.PROD ? navigator.serviceWorker : undefined,
  scriptUrl: '/sw.js',
  reload: () => location.reload(),
  isLessonRunning: () => location.pathname.endsWith('/observe'),
});
const onError = (error: unknown) => console.error(error);

const root = createRoot(document.getElementById('root') as HTMLElement);
let isShown = false;
const session = createTabletSession({
  keyring: new Keyring(),
  mailbox,
  window,
  fetch: fetchFromServer,
  random: (count) => crypto.getRandomValues(new Uint8Array(count)),
  now: () => Date.now(),
  withLock,
  requestSync(team) {
    if (worker.tell({ type: 'syncNow', team })) return;
    sync(team)
      .then((outcome) => outcome.kind === 'synced' && carry(team))
      .catch(onError);
  },
  sync,
  onError,
  onBlocked: () => {
    import('./app/other-tab-screen.tsx').then(({ OtherTabScreen }) => {
      if (!isShown) root.render(<OtherTabScreen />);
    }, onError);
  },
  onHandedBack: (state) => {
    import('./app/handed-back-screen.tsx').then(
      ({ HandedBackScreen }) =>
        root.render(<HandedBackScreen state={state} onGoOn={() => location.assign('/')} />),
      onError,
    );
  },
  origin: location.origin,
  storage: localStorage,
  deviceLabel: deviceLabelOf(navigator.userAgent, navigator.maxTouchPoints),
});

Promise.all([session, languageReady()]).then(
  ([opened]) => {
    isShown = true;
    root.render(
      <StrictMode>
        <SessionProvider session={opened} worker={worker}>
          {(open) => <App open={open} />}
        </SessionProvider>
      </StrictMode>,
    );
  },
  (error: unknown) => {
    onError(error);
    root.render(<NoStorageScreen onRetry={() => location.reload()} />);
  },
);
