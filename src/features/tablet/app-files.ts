import type { Surroundings } from './surroundings.ts';

const SHELL = '/index.html';
/** Files of the built app, as its pages, scripts and styles mention each other. */
const MENTIONED = /(?:\.\/|\/?assets\/)([\w.-]+\.(?:js|css|woff2))\b/g;

export interface AppFiles {
  readonly count: number;
  readonly missing: readonly string[];
}

/**
 * Goes through the app as it lies in the worker's cache, from its first page along every file that is mentioned, and says
 * which of them are not there. Asks the cache alone: an answer from the network would prove nothing about a classroom.
 */
export async function filesKept(files: NonNullable<Surroundings['files']>): Promise<AppFiles> {
  const missing: string[] = [];
  const seen = new Set([SHELL]);
  let next = [SHELL];
  while (next.length > 0) {
    const texts = await Promise.all(next.map((path) => keptText(files, path)));
    missing.push(...next.filter((_, index) => texts[index] === undefined));
    const mentioned = new Set(texts.flatMap((text) => (text === undefined ? [] : mentionedIn(text))));
    next = [...mentioned].filter((path) => !seen.has(path));
    for (const path of next) seen.add(path);
  }
  return { count: seen.size, missing };
}

/** Its words, or '' for what is no text; undefined when it is not there or empty. */
async function keptText(
  files: NonNullable<Surroundings['files']>,
  path: string,
): Promise<string | undefined> {
  // The first page is kept under its address with a revision behind it.
  const kept = await files.match(path, { ignoreSearch: true });
  if (kept === undefined || !kept.ok) return undefined;
  if (path.endsWith('.woff2')) return (await kept.blob()).size > 0 ? '' : undefined;
  return (await kept.text()) || undefined;
}

function mentionedIn(text: string): readonly string[] {
  return [...text.matchAll(MENTIONED)].map(([, name]) => `/assets/${name ?? ''}`);
}
