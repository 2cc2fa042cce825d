// The least that lets a page start without a network: what was fetched once is kept.
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  const answer = async () => {
    const kept = await caches.open('floor');
    const found = await kept.match(event.request);
    if (found) return found;
    const fetched = await fetch(event.request);
    await kept.put(event.request, fetched.clone());
    return fetched;
  };
  event.respondWith(answer());
});
