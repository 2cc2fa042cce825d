import type { ReactNode } from 'react';
import { useMayChange } from './read-only.ts';

/** What is only for those who may change what the team keeps; others see `otherwise`, or nothing. */
export function WritersOnly({ children, otherwise }: { children: ReactNode; otherwise?: ReactNode }) {
  return useMayChange() ? children : otherwise;
}
