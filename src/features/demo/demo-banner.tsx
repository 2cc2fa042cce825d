import { useLocation } from 'wouter';
import { useTeamAccess } from '../../access/team-access.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import styles from './demo-banner.module.css';

/** Says on every screen of the shell that this is the demo, and how to be rid of it. */
export function DemoBanner() {
  const access = useTeamAccess();
  const [, navigate] = useLocation();
  const leave = (how: () => Promise<void>) => {
    navigate('/');
    how().catch((error: unknown) => console.warn('The demo could not be left as asked.', error));
  };
  return (
    <section className={styles['banner']} aria-label={m.demo_label()}>
      <p className={styles['words']}>{m.demo_text()}</p>
      <div className={styles['actions']}>
        <Button kind="quiet" onClick={() => leave(() => access.closeDemo())}>
          {m.demo_close()}
        </Button>
        <Button kind="quiet" onClick={() => leave(() => access.removeDemo())}>
          {m.demo_remove()}
        </Button>
      </div>
    </section>
  );
}
