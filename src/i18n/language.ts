import { useSyncExternalStore } from 'react';
import { baseLocale, isLocale, overwriteGetLocale, type Locale } from './paraglide/runtime.js';

export type Language = Locale;

const KEY = 'threefold-language';
const listeners = new Set<() => void>();
let current: Language = remembered() ?? preferred();
overwriteGetLocale(() => current);
announce();

/** The language of this tablet's screens. A component that is memoised must call this to follow a change. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => current);
}

export function currentLanguage(): Language {
  return current;
}

/** Shows every screen in this language at once, without a reload, so that nothing half-written is touched. */
export function setLanguage(language: Language): void {
  current = language;
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage is closed to us (a private window): the choice holds until the page goes.
  }
  announce();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function announce() {
  document.documentElement.lang = current;
}

function remembered(): Language | undefined {
  try {
    const saved = localStorage.getItem(KEY);
    return isLocale(saved) ? saved : undefined;
  } catch {
    return undefined;
  }
}

function preferred(): Language {
  const tags = navigator.languages.map((tag) => tag.split('-')[0]);
  return tags.find((tag) => isLocale(tag)) ?? baseLocale;
}
