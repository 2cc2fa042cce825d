/** Everything a page may say to the service worker. */
export type FromPage =
  { readonly type: 'syncNow'; readonly team: string } | { readonly type: 'activateUpdate' };

/**
 * Everything the service worker, or a page that syncs in its place, tells the pages of this tablet, over the
 * broadcast channel `CHANNEL`. The facts themselves are in the mailbox; this only says that it is worth a look.
 */
export type ToPages = { readonly type: 'mailboxChanged'; readonly team: string };

export const CHANNEL = 'threefold';
/** One-off Background Sync: the browser wakes the worker when there is a network, also with every page closed. */
export const SYNC_TAG = 'threefold-sync';
