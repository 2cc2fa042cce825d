import '../ui/tokens.css';
import '../ui/base.css';
import { m } from '../i18n/paraglide/messages.js';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** The tablet's databases could not be opened: nothing can be promised here, so nothing is offered. */
export function NoStorageScreen({ onRetry }: { onRetry: () => void }) {
  return (
    <main>
      <EmptyState title={m.app_no_storage_title()}>
        <p>{m.app_no_storage_text()}</p>
        <Button kind="primary" onClick={onRetry}>
          {m.app_try_again()}
        </Button>
      </EmptyState>
    </main>
  );
}
