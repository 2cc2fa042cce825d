import { useEffect, useState, type ReactNode } from 'react';
import { TeamAccessProvider, type TeamAccess } from '../access/team-access.ts';
import { OpenNotebookProvider, type OpenNotebook } from '../notebook/notebook-context.tsx';
import { NOTHING_TO_SEND, SyncStatusContext, type SyncStatus } from '../worker-link/sync-status.ts';

/** What `main.tsx` builds and hands to the page: teams, the open notebook, the state of sending. */
export interface Session {
  readonly access: TeamAccess;
  current(): OpenNotebook | undefined;
  status(): SyncStatus;
  /** Calls back after each change of the notebook that is open or of the status; returns how to stop. */
  subscribe(onChange: () => void): () => void;
}

export function SessionProvider({
  session,
  children,
}: {
  session: Session;
  children: (open: OpenNotebook | undefined) => ReactNode;
}) {
  const [state, setState] = useState({ open: session.current(), status: NOTHING_TO_SEND });
  useEffect(() => {
    const refresh = () => setState({ open: session.current(), status: session.status() });
    refresh();
    return session.subscribe(refresh);
  }, [session]);

  const screens = children(state.open);
  return (
    <TeamAccessProvider value={session.access}>
      <SyncStatusContext value={state.status}>
        {state.open ? <OpenNotebookProvider value={state.open}>{screens}</OpenNotebookProvider> : screens}
      </SyncStatusContext>
    </TeamAccessProvider>
  );
}
