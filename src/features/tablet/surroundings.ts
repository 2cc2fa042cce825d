import { createContext, useContext } from 'react';

/** What the browser lends this page. The only place of this room that takes it from there, so that a test can refuse it. */
export interface Surroundings {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
  readonly isStandalone: () => boolean;
  /** Older browsers, http addresses and private windows have some of these, or none. */
  readonly storage: Pick<StorageManager, 'persist' | 'persisted' | 'estimate' | 'getDirectory'> | undefined;
  readonly files: Pick<CacheStorage, 'match'> | undefined;
  readonly worker: Pick<ServiceWorkerContainer, 'controller'> | undefined;
  readonly wakeLock: Pick<WakeLock, 'request'> | undefined;
  /** Leaves this page for good and loads the address anew. */
  readonly loadAnew: (address: string) => void;
  readonly now: () => number;
}

/** As the types of the browser have it, everything is there everywhere; it is not. */
type Lent = Partial<Pick<Navigator, 'storage' | 'serviceWorker' | 'wakeLock'>>;

export function browserSurroundings(): Surroundings {
  const lent: Lent = navigator;
  return {
    userAgent: navigator.userAgent,
    maxTouchPoints: navigator.maxTouchPoints,
    isStandalone: () => matchMedia('(display-mode: standalone), (display-mode: fullscreen)').matches,
    storage: lent.storage,
    files: 'caches' in window ? caches : undefined,
    worker: lent.serviceWorker,
    wakeLock: lent.wakeLock,
    loadAnew: (address) => location.assign(address),
    now: () => Date.now(),
  };
}

const SurroundingsContext = createContext<Surroundings | undefined>(undefined);
export const SurroundingsProvider = SurroundingsContext.Provider;

let ofBrowser: Surroundings | undefined;

export function useSurroundings(): Surroundings {
  return useContext(SurroundingsContext) ?? (ofBrowser ??= browserSurroundings());
}
