/** Everything a page may say to the service worker. */
export type FromPage =
  { readonly type: 'syncNow'; readonly team: string } | { readonly type: 'activateUpdate' };

/** One-off Background Sync: the browser wakes the worker when there is a network, also with every page closed. */
export const SYNC_TAG = 'threefold-sync';
