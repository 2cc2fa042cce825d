import { RotateCw } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { momentSince } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { devices } from '../../notebook/read-team.ts';
import { keepRehearsal } from '../../notebook/rehearsal.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import { useSyncStatus } from '../../worker-link/sync-status.ts';
import { CheckRow } from './check-row.tsx';
import type { Finding } from './finding.ts';
import { clockFinding, testNoteFinding, unsentFinding } from './notebook-checks.ts';
import { useSurroundings } from './surroundings.ts';
import styles from './tablet-screen.module.css';
import { useChecks } from './use-checks.ts';
import { useTestNote } from './use-test-note.ts';

interface Row {
  readonly name: () => string;
  readonly finding: Finding | undefined;
  readonly more?: ReactNode;
}

/** Before a lesson, once on each tablet: what will hold in the classroom, and what to do about what will not. */
export function TabletScreen() {
  const { notebook, isDemo } = useOpenNotebook();
  const { now } = useSurroundings();
  const { findings, checkAgain } = useChecks();
  const note = useTestNote();
  const status = useSyncStatus();
  const rows: readonly Row[] = [
    { name: m.tablet_installed, finding: findings.installed },
    { name: m.tablet_offline, finding: findings.offline },
    { name: m.tablet_kept, finding: findings.kept },
    {
      name: m.tablet_note,
      finding: note.state === 'reading' ? undefined : testNoteFinding(note.state, now()),
      more: (
        <Button kind="plain" onClick={note.write}>
          {m.tablet_note_write()}
        </Button>
      ),
    },
    { name: m.tablet_space, finding: findings.space },
    { name: m.tablet_unsent, finding: unsentFinding(status) },
    { name: m.tablet_clock, finding: clockFinding(status, now()) },
    { name: m.tablet_awake, finding: findings.awake },
    { name: m.tablet_remembered, finding: findings.remembered, more: !isDemo && <KeptSince /> },
  ];
  const isDone = rows.every(({ finding }) => finding !== undefined);
  const open = rows.filter(({ finding }) => finding?.verdict === 'look').length;
  useEffect(() => {
    if (!isDone) return;
    keepRehearsal(notebook, open).catch((error: unknown) =>
      console.warn('How the rehearsal went could not be kept.', error),
    );
  }, [notebook, isDone, open]);
  return (
    <>
      <ScreenHeader isLarge title={m.tablet_title()} subtitle={m.tablet_subtitle()} backTo="/">
        <SyncPill />
      </ScreenHeader>
      <div className={styles['page']}>
        <div className={styles['answer']}>
          <p className={styles['overall']} role="status">
            {isDone ? (open === 0 ? m.tablet_ready() : m.tablet_open({ count: open })) : m.tablet_checking()}
          </p>
          <Button kind="plain" onClick={checkAgain}>
            <RotateCw aria-hidden="true" />
            {m.tablet_check_again()}
          </Button>
        </div>
        {isDemo && <p className={styles['advice']}>{m.tablet_demo()}</p>}
        <ul className={styles['checks']} aria-label={m.tablet_checks()}>
          {rows.map(({ name, finding, more }) => (
            <CheckRow key={name()} name={name()} finding={finding}>
              {more}
            </CheckRow>
          ))}
        </ul>
        {!isDemo && (
          <section className={styles['more']}>
            <h2>{m.recovery_tablet_part()}</h2>
            <div className={styles['ways']}>
              <LinkButton kind="plain" href="/tablet/copy">
                {m.copy_title()}
              </LinkButton>
              <LinkButton kind="plain" href="/tablet/hand-back">
                {m.handback_title()}
              </LinkButton>
            </div>
          </section>
        )}
      </div>
    </>
  );
}

/** That the team is still here today is the one proof there is that this tablet remembers. */
function KeptSince() {
  const { notebook } = useOpenNotebook();
  const { now } = useSurroundings();
  const all = useNotebookQuery(devices, []) ?? [];
  const joinedAt = all.find(({ id }) => id === notebook.device)?.joinedAt ?? null;
  if (joinedAt === null) return null;
  const when = momentSince(new Date(joinedAt), new Date(now()));
  return <p className={styles['advice']}>{m.tablet_remembered_since({ when })}</p>;
}
