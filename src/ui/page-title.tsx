import { createContext, useContext } from 'react';

/** On a tablet with a PIN the browser's own list of pages is to tell nothing: every page is called the same. */
export const PlainTitlesContext = createContext(false);

/** Names the document, short enough for a tab. */
export function PageTitle({ children }: { children: string }) {
  if (useContext(PlainTitlesContext)) return null;
  return <title>{`${children.slice(0, 80)} · Threefold`}</title>;
}
