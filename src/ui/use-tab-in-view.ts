import { useEffect, useRef, type RefObject } from 'react';

/** On a narrow screen the tabs are wider than it: the one that is open is brought into sight. */
export function useTabInView<E extends HTMLElement>(open: string): RefObject<E | null> {
  const row = useRef<E>(null);
  useEffect(() => {
    row.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [open]);
  return row;
}
