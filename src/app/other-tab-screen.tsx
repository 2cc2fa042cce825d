import '../ui/tokens.css';
import '../ui/base.css';
import { m } from '../i18n/paraglide/messages.js';
import { EmptyState } from '../ui/empty-state.tsx';

/** A new version waits for a tab of the old one that sleeps and cannot let go of the notebook. Goes on by itself. */
export function OtherTabScreen() {
  return (
    <main>
      <EmptyState title={m.app_other_tab_title()}>
        <p role="status">{m.app_other_tab_text()}</p>
      </EmptyState>
    </main>
  );
}
