import { useEffect, useSyncExternalStore } from 'react';

const KEY = 'threefold-quiet';
const DARK = '#14130f';
const listeners = new Set<() => void>();
let isQuiet = remembered();

/** Dark, dim, nothing moves: for a classroom. Chosen once, remembered on this tablet. */
export function useQuiet(): boolean {
  return useSyncExternalStore(subscribe, () => isQuiet);
}

export function toggleQuiet(): void {
  isQuiet = !isQuiet;
  try {
    if (isQuiet) localStorage.setItem(KEY, 'yes');
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is closed to us (a private window): the choice holds until the page goes.
  }
  for (const listener of listeners) listener();
}

/** While the screen that calls this is shown, the whole window is as quiet as was chosen, its frame included. */
export function useQuietWindow(): void {
  const quiet = useQuiet();
  useEffect(() => {
    if (!quiet) return undefined;
    const frames = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')];
    const before = frames.map((frame) => frame.content);
    document.documentElement.dataset['theme'] = 'quiet';
    for (const frame of frames) frame.content = DARK;
    return () => {
      delete document.documentElement.dataset['theme'];
      frames.forEach((frame, index) => {
        frame.content = before[index] ?? frame.content;
      });
    };
  }, [quiet]);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) === 'yes';
  } catch {
    return false;
  }
}
