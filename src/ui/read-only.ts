import { createContext, useContext } from 'react';

/**
 * True for whoever may read here and change nothing: fields show their words, choices what was chosen, and buttons that
 * write are not drawn. What a guest may write after all (a comment) stands within a provider of its own that says false.
 */
export const ReadOnlyContext = createContext(false);

export function useMayChange(): boolean {
  return !useContext(ReadOnlyContext);
}
