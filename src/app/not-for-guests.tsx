import { m } from '../i18n/paraglide/messages.js';
import { LinkButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './guest-notice.module.css';

/**
 * Instead of a screen on which only the team works: taking notes, starting a study, inviting. `takesOut` are those that
 * put on paper or into a file what children did and said: a guest reads it here.
 */
export function NotForGuests({ takesOut = false }: { takesOut?: boolean }) {
  return (
    <div className={styles['instead']}>
      <EmptyState title={m.guest_not_here_title()}>
        <p>{takesOut ? m.guest_not_out_text() : m.guest_not_here_text()}</p>
        <LinkButton kind="primary" href="/studies">
          {m.guest_to_studies()}
        </LinkButton>
      </EmptyState>
    </div>
  );
}
