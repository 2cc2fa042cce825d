import { createContext, useContext, type ReactNode } from 'react';

/** What a pretend lesson shows that a real one does not: its hint, and a way out. */
export interface PracticeMark {
  readonly hint: ReactNode;
  readonly wayOut: string;
}

const PracticeContext = createContext<PracticeMark | undefined>(undefined);
export const PracticeProvider = PracticeContext.Provider;

/** Undefined in a real lesson. */
export function usePracticeMark(): PracticeMark | undefined {
  return useContext(PracticeContext);
}
