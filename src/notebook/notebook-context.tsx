import { useLiveQuery } from 'dexie-react-hooks';
import { createContext, useContext, useEffect, type ReactNode } from 'react';
import type { MemberId } from '../domain/ids.ts';
import { lookWhileAsking, replaceIfFrozen } from './alive.ts';
import type { Notebook } from './database.ts';

/** The notebook that is open, and who is writing in it. */
export interface OpenNotebook {
  readonly notebook: Notebook;
  readonly me: MemberId;
  /** The demo study: complete, removable, never sent. */
  readonly isDemo: boolean;
  /** Whether its screens are taken away because the tablet locks: what is half written then stays half written. */
  readonly isLocking?: () => boolean;
}

const OpenNotebookContext = createContext<OpenNotebook | undefined>(undefined);

export function OpenNotebookProvider({ value, children }: { value: OpenNotebook; children: ReactNode }) {
  const { notebook } = value;
  useEffect(() => {
    // A tablet that slept: the connection may be frozen, and nobody may ask for anything to be saved.
    const onVisible = () => {
      if (document.visibilityState === 'visible') void replaceIfFrozen(notebook);
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, [notebook]);
  return <OpenNotebookContext value={value}>{children}</OpenNotebookContext>;
}

export function useOpenNotebook(): OpenNotebook {
  const open = useContext(OpenNotebookContext);
  if (open === undefined) throw new Error('This screen needs an open notebook.');
  return open;
}

/** undefined means "still reading the disk"; an empty list is an answer. */
export function useNotebookQuery<T>(
  read: (notebook: Notebook) => Promise<T>,
  dependencies: readonly unknown[],
): T | undefined {
  const { notebook } = useOpenNotebook();
  return useLiveQuery(() => lookWhileAsking(notebook, read(notebook)), [notebook, ...dependencies]);
}
