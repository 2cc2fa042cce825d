import { startTransition, useEffect, useState } from 'react';

/** How many of so many parts are drawn: the first at once, then one more whenever the page has time, until all are. */
export function useGrowing(count: number, first: number): number {
  const [drawn, setDrawn] = useState(first);
  useEffect(() => {
    if (drawn < count) startTransition(() => setDrawn(drawn + 1));
  }, [drawn, count]);
  return Math.min(drawn, count);
}
