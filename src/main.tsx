import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { SessionProvider, type Session } from './app/session.tsx';
import { loadDemo } from './features/demo/load-demo.ts';
import { Notebook } from './notebook/database.ts';
import type { OpenNotebook } from './notebook/notebook-context.tsx';
import { NOTHING_TO_SEND } from './worker-link/sync-status.ts';

const listeners = new Set<() => void>();
let open: OpenNotebook | undefined;
const notYet = () => Promise.resolve({ kind: 'failed', problem: 'offline' } as const);
function show(next: OpenNotebook | undefined) {
  open = next;
  for (const listener of listeners) listener();
}
async function openDemo() {
  const notebook = new Notebook({
    team: 'demo',
    device: 'ddemo',
    now: () => Date.now(),
    random: (n) => crypto.getRandomValues(new Uint8Array(n)),
  });
  if ((await notebook.rows('team').count()) === 0) await loadDemo(notebook);
  show({ notebook, me: 'm-sam', isDemo: true });
}
const session: Session = {
  access: {
    start: notYet,
    invite: notYet,
    join: notYet,
    tabletsSeen: notYet,
    teams: () => Promise.resolve([]),
    open: () => Promise.resolve(),
    openDemo,
    removeDemo: async () => {
      await open?.notebook.delete();
      show(undefined);
    },
    closeDemo: async () => show(undefined),
  },
  current: () => open,
  status: () => ({ ...NOTHING_TO_SEND, isDemo: open?.isDemo ?? false }),
  subscribe: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <SessionProvider session={session}>{(current) => <App open={current} />}</SessionProvider>
  </StrictMode>,
);
