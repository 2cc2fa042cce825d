/** A tablet so slow, or a screen without a heading, must not keep notes from being sent. */
const AT_MOST_MS = 3_000;

/** Resolves when a screen stands, which has a heading, and the browser has nothing more urgent to do: for what can wait that long. */
export async function firstScreenStands(window: Window): Promise<void> {
  await headingIn(window);
  await new Promise<void>((resolve) => {
    // Safari has no idle callback.
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve(), { timeout: 500 });
    else setTimeout(resolve, 200);
  });
}

function headingIn({ document }: Window): Promise<void> {
  return new Promise((resolve) => {
    const isThere = () => document.querySelector('h1') !== null;
    if (isThere()) {
      resolve();
      return;
    }
    const done = () => {
      observer.disconnect();
      clearTimeout(timer);
      resolve();
    };
    const observer = new MutationObserver(() => {
      if (isThere()) done();
    });
    const timer = setTimeout(done, AT_MOST_MS);
    observer.observe(document, { childList: true, subtree: true });
  });
}
