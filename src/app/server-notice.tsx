import { useTeamAccess } from '../access/team-access.ts';
import { m } from '../i18n/paraglide/messages.js';
import { timeOfDay } from '../i18n/dates.ts';
import { useOpenNotebook } from '../notebook/notebook-context.tsx';
import { Button } from '../ui/button.tsx';
import { useSyncStatus } from '../worker-link/sync-status.ts';
import styles from './update-notice.module.css';

/** The school server was found restored, wiped or replaced, and this tablet gave it back what it lacked: the team is told. */
export function ServerNotice() {
  const { healedAt } = useSyncStatus();
  const { notebook } = useOpenNotebook();
  const access = useTeamAccess();
  if (healedAt === null) return null;
  return (
    <section className={styles['notice']} aria-label={m.app_server_changed_title()}>
      <p role="status">{m.app_server_changed({ time: timeOfDay(new Date(healedAt)) })}</p>
      <Button kind="plain" onClick={() => void access.serverChangeRead(notebook.team)}>
        {m.app_server_changed_read()}
      </Button>
    </section>
  );
}
