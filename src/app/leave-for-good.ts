/**
 * WebKit keeps a page that is left, frozen, for the way back, and with it the transactions that it had open: the next page
 * then waits for its mailbox until the frozen one is thrown away. Listening to `unload` asks not to be kept; WebKitGTK
 * 2.50.6 was seen to keep the page all the same. There the first screen comes (it waits for no mailbox), and sending waits.
 */
export function leaveForGood(window: Window): void {
  const { userAgent } = window.navigator;
  const isWebKit = userAgent.includes('AppleWebKit') && !/Chrom(e|ium)|Android/.test(userAgent);
  if (isWebKit) window.addEventListener('unload', () => undefined);
}
