import { useTeamAccess } from '../access/team-access.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../notebook/notebook-context.tsx';
import { Button } from '../ui/button.tsx';
import { useSyncStatus } from '../worker-link/sync-status.ts';
import styles from './update-notice.module.css';

/** What hardly ever happens to a tablet, said when it does. */
export function TabletNotices() {
  const { mended, newerMail } = useSyncStatus();
  return (
    <>
      {mended !== null && <Mended database={mended} />}
      {newerMail > 0 && (
        <section className={styles['notice']} aria-label={m.faults_newer_title()}>
          <p role="status">{m.faults_newer()}</p>
        </section>
      )}
    </>
  );
}

/** The browser had thrown away one of this tablet's databases, and it was put together again: whoever has it is told. */
function Mended({ database }: { database: 'notebook' | 'mailbox' }) {
  const { notebook } = useOpenNotebook();
  const access = useTeamAccess();
  return (
    <section className={styles['notice']} aria-label={m.faults_mended_title()}>
      <p role="status">{database === 'notebook' ? m.faults_mended_notebook() : m.faults_mended_mailbox()}</p>
      <Button kind="plain" onClick={() => void access.mendingRead(notebook.team)}>
        {m.faults_mended_read()}
      </Button>
    </section>
  );
}
