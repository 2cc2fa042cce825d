import { useEffect, useState, type RefObject } from 'react';

/** Whether something is in view or soon will be. Where the browser cannot tell, it counts as in view. */
export function useIsNear(ref: RefObject<Element | null>): boolean {
  const canTell = typeof IntersectionObserver !== 'undefined';
  const [isNear, setIsNear] = useState(!canTell);
  useEffect(() => {
    const element = ref.current;
    if (!canTell || element === null) return;
    const observer = new IntersectionObserver(
      (entries) => setIsNear(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: '200px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, canTell]);
  return isNear;
}
