import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { SafekeepingProvider, type Safekeeping } from '../access/safekeeping.ts';
import { TabletPeopleProvider, type TabletPeople } from '../access/tablet-people.ts';
import { TeamAccessProvider, type TeamAccess } from '../access/team-access.ts';
import { OpenNotebookProvider, type OpenNotebook } from '../notebook/notebook-context.tsx';
import { PresenceContext, type PresenceLine } from '../worker-link/presence.ts';
import { HeaderToolsContext } from '../ui/header-tools.ts';
import { lazy, Waiting } from '../ui/lazy.tsx';
import { PlainTitlesContext } from '../ui/page-title.tsx';
import { SyncStatusContext, type SyncStatus } from '../worker-link/sync-status.ts';
import { UpdateOfferContext } from '../worker-link/update-offer.ts';
import type { WorkerLink } from '../worker-link/worker.ts';
import { ErrorBoundary } from './error-boundary.tsx';
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
  /** Undefined where there are none: in the demo, and before any team. */
  people(): TabletPeople | undefined;
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

  return (
    <TeamAccessProvider value={session.access}>
      <SafekeepingProvider value={session.safekeeping}>
        <SyncStatusContext value={state.status}>
          <UpdateOfferContext value={offer}>
            <TabletPeopleProvider value={state.people}>{screensOf(state, children)}</TabletPeopleProvider>
          </UpdateOfferContext>
        </SyncStatusContext>
      </SafekeepingProvider>
    </TeamAccessProvider>
  );
}

const LockedTablet = lazy(async () => ({ default: (await import('./locked-tablet.tsx')).LockedTablet }));
const PersonTools = lazy(async () => ({
  default: (await import('../features/lock/person-tools.tsx')).PersonTools,
}));
const WhoAreYou = lazy(async () => ({
  default: (await import('../features/lock/who-are-you.tsx')).WhoAreYou,
}));

/** Before a locked tablet there are no screens at all: nothing of the notebook is read into the page. */
function screensOf(
  { open, presence, people }: ReturnType<typeof stateOf>,
  children: (open: OpenNotebook | undefined) => ReactNode,
) {
  if (open === undefined) return children(open);
  const gate = people?.gate ?? 'open';
  if (gate === 'locked') return fetched(<LockedTablet />);
  const here = people?.here ?? [];
  const isSecured = people?.lock !== undefined;
  return (
    <PresenceContext value={presence}>
      <OpenNotebookProvider value={open}>
        <PlainTitlesContext value={isSecured}>
          <HeaderToolsContext value={isSecured || here.length > 1 ? TOOLS : undefined}>
            <FieldSupport>{gate === 'whoAreYou' ? fetched(<WhoAreYou />) : children(open)}</FieldSupport>
          </HeaderToolsContext>
        </PlainTitlesContext>
      </OpenNotebookProvider>
    </PresenceContext>
  );
}

function fetched(screen: ReactNode) {
  return (
    <ErrorBoundary>
      <Waiting>{screen}</Waiting>
    </ErrorBoundary>
  );
}

const TOOLS = fetched(<PersonTools />);

function stateOf(session: Session) {
  return {
    open: session.current(),
    status: session.status(),
    presence: session.presence(),
    people: session.people(),
  };
}
