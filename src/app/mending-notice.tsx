import { useTeamAccess } from '../access/team-access.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../notebook/notebook-context.tsx';
import { Button } from '../ui/button.tsx';
import styles from './update-notice.module.css';

/** The browser had thrown away one of this tablet's databases, and it was put together again: whoever has it is told. */
export function MendingNotice({ mended }: { mended: 'notebook' | 'mailbox' }) {
  const { notebook } = useOpenNotebook();
  const access = useTeamAccess();
  return (
    <section className={styles['notice']} aria-label={m.faults_mended_title()}>
      <p role="status">{mended === 'notebook' ? m.faults_mended_notebook() : m.faults_mended_mailbox()}</p>
      <Button kind="plain" onClick={() => void access.mendingRead(notebook.team)}>
        {m.faults_mended_read()}
      </Button>
    </section>
  );
}
