import { useSyncExternalStore } from 'react';

const WIDE = '(min-width: 700px)';

/** Room for three columns beside each other; a phone gets one stream. */
export function useIsWide(): boolean {
  return useSyncExternalStore(watch, () => window.matchMedia(WIDE).matches);
}

function watch(onChange: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
