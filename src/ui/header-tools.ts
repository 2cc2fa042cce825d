import { createContext, type ReactNode } from 'react';

/** What stands at the end of every screen's header, whatever the screen: who has the tablet, if that is a question. */
export const HeaderToolsContext = createContext<ReactNode>(undefined);
