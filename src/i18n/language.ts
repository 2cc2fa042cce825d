import { useSyncExternalStore } from 'react';
import { fetchOtherLanguage, isOtherLanguageHere } from './other-language.ts';
import { baseLocale, isLocale, overwriteGetLocale, type Locale } from './paraglide/runtime.js';

export type Language = Locale;

/** Somebody chose a language for themselves. */
interface LanguageChoice {
  readonly chosen: Language;
  readonly before: Language;
}

const KEY = 'threefold-language';
const listeners = new Set<() => void>();
const choiceListeners = new Set<(choice: LanguageChoice) => void>();
let current: Language = remembered() ?? preferred();
/** What was asked for last; `current` is behind it while words are fetched. */
let wanted = current;
overwriteGetLocale(() => current);
announce();

/** The language of the screens. A component that is memoised must call this to follow a change. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => current);
}

export function currentLanguage(): Language {
  return current;
}

/** Resolves when the first screen can be drawn in its language; in the first language if the other cannot be had. */
export async function languageReady(): Promise<void> {
  if (current === baseLocale || isOtherLanguageHere()) return;
  try {
    await fetchOtherLanguage();
  } catch (error) {
    console.warn('The language could not be fetched.', error);
  }
}

/**
 * Shows every screen in this language, without a reload, so that nothing half-written is touched: at once, or when its
 * words are here. The screens stay as they are when these cannot be had.
 */
export function setLanguage(language: Language): void {
  wanted = language;
  if (language === baseLocale || isOtherLanguageHere()) return show(language);
  fetchOtherLanguage().then(
    // Words may take their time: by now somebody may have gone back.
    () => wanted === language && show(language),
    (error: unknown) => console.warn('The language could not be fetched.', error),
  );
}

/** As `setLanguage`, by somebody who wants it: whoever keeps it for them is told. */
export function chooseLanguage(chosen: Language): void {
  for (const listener of choiceListeners) listener({ chosen, before: current });
  setLanguage(chosen);
}

/** Returns how to stop. */
export function onLanguageChosen(listener: (choice: LanguageChoice) => void): () => void {
  choiceListeners.add(listener);
  return () => choiceListeners.delete(listener);
}

function show(language: Language): void {
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
