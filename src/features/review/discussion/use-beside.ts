import { useState, useSyncExternalStore } from 'react';

/** Room for a panel at all; on a phone the discussion is a tab of its own. */
const HAS_ROOM = '(min-width: 47.5rem)';
/** Room for the panel and three pupils side by side: it stands there from the start. */
const IS_WIDE = '(min-width: 68.75rem)';

export interface Beside {
  readonly hasRoom: boolean;
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
}

/** Whether the discussion stands beside the view. Somebody's own choice counts until the review is left. */
export function useBeside(): Beside {
  const hasRoom = useSyncExternalStore(watch, () => matchMedia(HAS_ROOM).matches);
  const isWide = useSyncExternalStore(watch, () => matchMedia(IS_WIDE).matches);
  const [chosen, setOpen] = useState<boolean>();
  return { hasRoom, isOpen: hasRoom && (chosen ?? isWide), setOpen };
}

function watch(onChange: () => void): () => void {
  const queries = [matchMedia(HAS_ROOM), matchMedia(IS_WIDE)];
  for (const query of queries) query.addEventListener('change', onChange);
  return () => {
    for (const query of queries) query.removeEventListener('change', onChange);
  };
}
