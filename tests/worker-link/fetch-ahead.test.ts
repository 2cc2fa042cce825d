import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchAhead } from '../../src/sw/fetch-ahead.ts';

const PATHS = Array.from({ length: 20 }, (_, index) => `/assets/${index}.js`);

let kept: Map<string, Response>;
let asked: string[];
let open: number;
let mostOpen: number;
let cache: Pick<Cache, 'match' | 'put'>;
let answer: (path: string) => Response;

beforeEach(() => {
  kept = new Map();
  asked = [];
  [open, mostOpen] = [0, 0];
  answer = (path) => new Response(path);
  cache = {
    match: async (path) => kept.get(path as string),
    put: async (path, response) => void kept.set(path as string, response),
  };
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    await new Promise((resolve) => setTimeout(resolve, 1));
    open -= 1;
    return answer(path);
  });
});
afterEach(() => vi.unstubAllGlobals());

test('several files are on their way at once, the last of the list first, and all are kept', async () => {
  await fetchAhead(cache, PATHS);

  expect(asked[0]).toBe('/assets/19.js');
  expect(mostOpen).toBe(4);
  expect([...kept.keys()].toSorted()).toEqual(PATHS.toSorted());
});

test('what Workbox or the version before has in the cache is not fetched', async () => {
  for (const path of PATHS.slice(0, 15)) kept.set(path, new Response(path));

  await fetchAhead(cache, PATHS);

  expect(asked.toSorted()).toEqual(PATHS.slice(15).toSorted());
});

test('an error page is not kept, and a network that fails fails nothing here', async () => {
  answer = (path) => {
    if (path === '/assets/7.js') throw new TypeError('Failed to fetch');
    return new Response(path, { status: path === '/assets/9.js' ? 502 : 200 });
  };

  await fetchAhead(cache, PATHS);

  expect(PATHS.filter((path) => !kept.has(path))).toEqual(['/assets/7.js', '/assets/9.js']);
});
