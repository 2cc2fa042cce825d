import { createContext, useContext } from 'react';

/**
 * What open pages of a team say to each other: who is here and where they type. Whoever is not listening at that moment
 * never hears it; nothing is kept, and nothing may depend on it.
 */
export interface PresenceLine {
  readonly say: (words: string) => void;
  /** Answers how to stop listening. */
  readonly hear: (listener: (words: string) => void) => () => void;
}

/** Undefined where there is nobody to hear: in the demo, and until the network part of the page has been fetched. */
export const PresenceContext = createContext<PresenceLine | undefined>(undefined);

export function usePresenceLine(): PresenceLine | undefined {
  return useContext(PresenceContext);
}
