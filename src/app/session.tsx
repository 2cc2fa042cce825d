import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { SafekeepingProvider, type Safekeeping } from '../access/safekeeping.ts';
import { TeamAccessProvider, type TeamAccess } from '../access/team-access.ts';
import { OpenNotebookProvider, type OpenNotebook } from '../notebook/notebook-context.tsx';
import { PresenceContext, type PresenceLine } from '../worker-link/presence.ts';
import { SyncStatusContext, type SyncStatus } from '../worker-link/sync-status.ts';
import { UpdateOfferContext } from '../worker-link/update-offer.ts';
import type { WorkerLink } from '../worker-link/worker.ts';
import { FieldSupport } from './field-support.tsx';

/** What `main.tsx` builds and hands to the page: teams, the open notebook, the state of sending. */
export interface Session {
  readonly access: TeamAccess;
  current(): OpenNotebook | undefined;
  status(): SyncStatus;
  /** The line to open pages of colleagues, once there is one. */
  presence(): PresenceLine | undefined;
  /** Copies, the recovery sheet and handing back; fetched when first asked for. */
  readonly safekeeping: () => Promise<Safekeeping>;
  /** Calls back after each change of the notebook that is open or of the status; returns how to stop. */
  subscribe(onChange: () => void): () => void;
}

export function SessionProvider({
  session,
  worker,
  children,
}: {
  session: Session;
  worker: WorkerLink;
  children: (open: OpenNotebook | undefined) => ReactNode;
}) {
  const [state, setState] = useState(() => stateOf(session));
  useEffect(() => {
    const refresh = () => setState(stateOf(session));
    refresh();
    return session.subscribe(refresh);
  }, [session]);

  const [isUpdateOffered, setUpdateOffered] = useState(worker.isUpdateOffered());
  useEffect(() => worker.onChange(() => setUpdateOffered(worker.isUpdateOffered())), [worker]);
  const offer = useMemo(
    () => ({ isOffered: isUpdateOffered, accept: () => worker.acceptUpdate() }),
    [isUpdateOffered, worker],
  );

  const screens = children(state.open);
  return (
    <TeamAccessProvider value={session.access}>
      <SafekeepingProvider value={session.safekeeping}>
        <SyncStatusContext value={state.status}>
          <UpdateOfferContext value={offer}>
            {state.open ? (
              <PresenceContext value={state.presence}>
                <OpenNotebookProvider value={state.open}>
                  <FieldSupport>{screens}</FieldSupport>
                </OpenNotebookProvider>
              </PresenceContext>
            ) : (
              screens
            )}
          </UpdateOfferContext>
        </SyncStatusContext>
      </SafekeepingProvider>
    </TeamAccessProvider>
  );
}

function stateOf(session: Session) {
  return { open: session.current(), status: session.status(), presence: session.presence() };
}
