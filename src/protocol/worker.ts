/** Everything a page may say to the service worker; `SKIP_WAITING` is workbox-window's word for taking an update. */
export type FromPage =
  { readonly type: 'syncNow'; readonly team: string } | { readonly type: 'SKIP_WAITING' };

/** One-off Background Sync: the browser wakes the worker when there is a network, also with every page closed. */
export const SYNC_TAG = 'threefold-sync';
