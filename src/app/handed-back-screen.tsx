import '../ui/tokens.css';
import '../ui/base.css';
import { m } from '../i18n/paraglide/messages.js';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Placeholder } from '../ui/placeholder.tsx';
import type { HandedBack } from './handed-back.ts';

/** The last thing this page shows: it opens no database any more. Threefold begins anew when somebody asks for it. */
export function HandedBackScreen({ state, onGoOn }: { state: HandedBack; onGoOn: () => void }) {
  if (state.kind === 'working') return <Placeholder>{m.handback_working()}</Placeholder>;
  return (
    <main>
      <EmptyState title={titleOf(state)}>
        <div role="status">
          {state.kind === 'elsewhere' && <p>{m.handback_elsewhere_text()}</p>}
          {state.kind === 'gone' && !state.isAllGone && <p>{m.handback_done_held()}</p>}
          {state.kind === 'gone' && (
            <p>{state.isToldServer ? m.handback_done_server() : m.handback_done_not_told()}</p>
          )}
        </div>
        <Button kind="plain" onClick={onGoOn}>
          {m.handback_go_on()}
        </Button>
      </EmptyState>
    </main>
  );
}

function titleOf(state: HandedBack): string {
  if (state.kind !== 'gone') return m.handback_elsewhere();
  return state.scope === 'everything' ? m.handback_done_all() : m.handback_done_team();
}
