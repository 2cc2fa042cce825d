import { baseLocale, getLocale } from './paraglide/runtime.js';

type Words = Readonly<Record<string, (inputs: never) => string>>;

/**
 * The wordings of the language that is not the first, where the build keeps them apart (scripts/languages-apart.mjs
 * fills this in). Where it does not, as in tests, every message has them itself and there is nothing to fetch.
 */
const load: (() => Promise<Words>) | undefined = undefined;
let words: Words | undefined;

export function isOtherLanguageHere(): boolean {
  return load === undefined || words !== undefined;
}

/** Resolves when messages can be read in it. Rejects without a network on a tablet that does not have the app's files yet. */
export async function fetchOtherLanguage(): Promise<void> {
  words ??= await (load as (() => Promise<Words>) | undefined)?.();
}

/** A message of a build: its wording in the language of the screen, or in the first where that one is not here. */
export function spoken<I extends readonly unknown[]>(message: string, inFirst: (...inputs: I) => string) {
  return (...inputs: I): string => {
    const wording = getLocale() === baseLocale ? undefined : words?.[message];
    return ((wording as typeof inFirst | undefined) ?? inFirst)(...inputs);
  };
}
