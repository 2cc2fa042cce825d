/** Leaves two of the browser's connections for the page and for Workbox itself. */
const AT_ONCE = 4;

/**
 * Fetches files of a new version while Workbox does, which takes one after another: hundreds of small ones, and over a
 * school's Wi-Fi each waits for the last to have come. Begins at the other end of the list; Workbox takes from the cache
 * what it finds there. Only names that carry a hash, which are their own key in its cache. What cannot be fetched or kept
 * is left to Workbox, which decides whether the version is whole.
 */
export async function fetchAhead(
  cache: Pick<Cache, 'match' | 'put'>,
  hashedPaths: readonly string[],
): Promise<void> {
  const left = [...hashedPaths];
  const fetchOneByOne = async () => {
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      if (await cache.match(path)) continue;
      const answer = await fetch(path, { credentials: 'same-origin', redirect: 'error' });
      if (answer.ok) await cache.put(path, answer);
    }
  };
  await Promise.allSettled(Array.from({ length: AT_ONCE }, fetchOneByOne));
}
