const FOREGROUND_EVERY_MS = 30_000;

interface TriggerDeps {
  readonly window: Window;
  /** Sync now, whatever the last try said: something changed that may make it succeed. */
  readonly syncNow: () => void;
  /** Sync if the last failure is long enough ago. */
  readonly syncWhenDue: () => void;
}

/** What makes a page ask for a sync by itself: start, becoming visible, the network coming back, and every 30 s in view. */
export function startTriggers({ window, syncNow, syncWhenDue }: TriggerDeps): () => void {
  const { document } = window;
  const onVisible = () => {
    if (document.visibilityState === 'visible') syncNow();
  };
  const timer = window.setInterval(() => {
    if (document.visibilityState === 'visible') syncWhenDue();
  }, FOREGROUND_EVERY_MS);
  window.addEventListener('online', syncNow);
  window.addEventListener('pageshow', onVisible);
  document.addEventListener('visibilitychange', onVisible);
  syncNow();
  return () => {
    window.clearInterval(timer);
    window.removeEventListener('online', syncNow);
    window.removeEventListener('pageshow', onVisible);
    document.removeEventListener('visibilitychange', onVisible);
  };
}
