import { useEffect } from 'react';

const AFTER_MS = 800;

/** Fetches what the next tap will most likely need, when this screen has come to rest; a slow tablet then only draws it. */
export function useLoadedAhead(parts: readonly (() => Promise<unknown>)[]): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const load of parts) {
        // Without it the tap fetches it, and says so if that fails too.
        load().catch((error: unknown) => console.warn('A part could not be fetched ahead.', error));
      }
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [parts]);
}
