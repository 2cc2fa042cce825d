/**
 * WebKit keeps a page that is left, frozen, for the way back, and with it the transactions that it had open: the next page
 * then waits for its databases until the frozen one is thrown away. A page that listens to `unload` is not kept by most
 * versions; WebKitGTK 2.50 keeps it all the same, and there the first screen comes and sending waits.
 */
export function leaveForGood(window: Window): void {
  const { userAgent } = window.navigator;
  const isWebKit = userAgent.includes('AppleWebKit') && !/Chrom(e|ium)|Android/.test(userAgent);
  if (isWebKit) window.addEventListener('unload', () => undefined);
}
