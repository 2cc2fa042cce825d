import { m } from '../../i18n/paraglide/messages.js';
import { LinkButton } from '../../ui/button.tsx';
import styles from './form.module.css';

/** The way in with a recovery sheet; hardly ever wanted, and then badly. */
export function LostTablets() {
  return (
    <p className={styles['hint']}>
      <LinkButton kind="quiet" href="/recover">
        {m.recovery_lost()}
      </LinkButton>
    </p>
  );
}
