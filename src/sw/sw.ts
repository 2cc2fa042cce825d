import { cacheNames } from 'workbox-core';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { Mailbox } from '../mailbox/database.ts';
import { browserLock } from '../protocol/lock.ts';
import { createCarrier } from '../sync/carrier.ts';
import { createSyncer } from '../sync/syncer.ts';
import { fetchAhead } from './fetch-ahead.ts';
import { isHashed, keepPrevious, previousOrFetched } from './keep-previous.ts';
import { onBackgroundSync } from './on-background-sync.ts';
import { onMessage } from './on-message.ts';

declare const self: ServiceWorkerGlobalScope;

// The postman: it opens the mailbox and nothing else, holds no key, and can neither read nor hold up a note.
const mailbox = new Mailbox();
const deps = {
  mailbox,
  fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
  now: () => Date.now(),
  isOnline: () => navigator.onLine,
  chance: () => Math.random(),
};
const withLock = browserLock(navigator.locks);
const sync = createSyncer(deps, withLock);
const carry = createCarrier(deps, withLock);

const files = self.__WB_MANIFEST;
const filePaths = files.map((file) => `/${typeof file === 'string' ? file : file.url}`);
self.addEventListener('install', (event) => {
  const ahead = caches
    .open(cacheNames.precache)
    .then((cache) => fetchAhead(cache, filePaths.filter(isHashed)));
  event.waitUntil(Promise.all([keepPrevious(new Set(filePaths)), ahead]));
});
precacheAndRoute(files);
cleanupOutdatedCaches();
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && isHashed(url.href),
  ({ request }) => previousOrFetched(request),
);
// Pages open from the app shell, with and without a network. Everything under /api goes to the server untouched: no
// answer about notes is ever cached.
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api\//] }));

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => onMessage(event, { worker: self, sync, carry }));
self.addEventListener('sync', (event) => onBackgroundSync(event, { mailbox, sync, carry }));
