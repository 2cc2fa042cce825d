import { cacheNames } from 'workbox-core';

/** The files of the version before this one, for tabs that still run it: a lesson is never reloaded for an update. */
const PREVIOUS = 'threefold-previous';

/**
 * While a new version is installed, puts the files aside that only the present one has. When the new one takes charge it
 * forgets those, and an old tab would no longer find the parts of the app that it has not opened yet. Only names that
 * carry a hash are kept: they mean the same bytes for ever.
 */
export async function keepPrevious(newFiles: ReadonlySet<string>): Promise<void> {
  await caches.delete(PREVIOUS);
  const [present, previous] = await Promise.all([caches.open(cacheNames.precache), caches.open(PREVIOUS)]);
  const files = (await present.keys()).filter(({ url }) => isHashed(url) && !newFiles.has(pathOf(url)));
  await Promise.all(
    files.map(async (request) => {
      const file = await present.match(request);
      if (file) await previous.put(request, file);
    }),
  );
}

/** From the version before, or from the server. */
export async function previousOrFetched(request: Request): Promise<Response> {
  const kept = await caches.match(request, { cacheName: PREVIOUS, ignoreVary: true });
  return kept ?? (await fetch(request));
}

export function isHashed(url: string): boolean {
  return pathOf(url).startsWith('/assets/');
}

function pathOf(url: string): string {
  return new URL(url, self.location.href).pathname;
}
