import { m } from '../i18n/paraglide/messages.js';
import { Button } from '../ui/button.tsx';
import styles from './update-notice.module.css';

/** Offers a new version; it is never taken by itself. Stands in the shell, which capture does not have. */
export function UpdateNotice({ onAccept }: { onAccept: () => void }) {
  return (
    <section className={styles['notice']} aria-label={m.app_update_ready()}>
      <p role="status">{m.app_update_ready()}</p>
      <Button kind="plain" onClick={onAccept}>
        {m.app_update_now()}
      </Button>
    </section>
  );
}
