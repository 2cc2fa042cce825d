/** Resolves when the browser has nothing more urgent to do, and within half a second whatever it is doing: for what the first screen can do without. */
export function firstScreenStands(window: Window): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no idle callback.
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve(), { timeout: 500 });
    else setTimeout(resolve, 200);
  });
}
