import { useSyncExternalStore } from 'react';

const WIDE = '(min-width: 43.75rem) and (min-height: 400px)';

/** Room for three columns beside each other, also over a tablet's keyboard; a phone, upright or on its side, gets one stream. */
export function useIsWide(): boolean {
  return useSyncExternalStore(watch, () => window.matchMedia(WIDE).matches);
}

function watch(onChange: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
