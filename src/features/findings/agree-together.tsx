import { useState } from 'react';
import { shortDay } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import type { FindingInFull } from '../../notebook/read-findings.ts';
import { agreeFinding, reopenFinding } from '../../notebook/write-findings.ts';
import { Button } from '../../ui/button.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { reasonOfFall, refusal } from './finding-words.ts';
import styles from './finding-card.module.css';

/** Draft, agreed, or agreed once and no longer standing. */
export function AgreedState({ found: { finding, standing } }: { found: FindingInFull }) {
  if (finding.agreedAt === null) return <StatusPill tone="plain">{m.findings_draft()}</StatusPill>;
  if (standing !== 'stands') return <StatusPill tone="wait">{m.findings_falls()}</StatusPill>;
  const day = shortDay(new Date(finding.agreedAt));
  return <StatusPill tone="ok">{m.findings_agreed_on({ day })}</StatusPill>;
}

/** The way to agree, refused with the reason where a finding has nothing to stand on. */
export function AgreeTogether({ found: { finding, standing } }: { found: FindingInFull }) {
  const { notebook } = useOpenNotebook();
  const [wasPressed, setWasPressed] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const isAgreed = finding.agreedAt !== null;
  const reason = isAgreed ? reasonOfFall(standing) : wasPressed ? refusal(standing) : undefined;
  const write = (writing: Promise<unknown>) => {
    setWasPressed(true);
    writing.then(
      () => setHasFailed(false),
      (error: unknown) => {
        console.warn('A finding could not be agreed.', error);
        setHasFailed(true);
      },
    );
  };
  return (
    <div className={styles['agree']}>
      {isAgreed && finding.limits.trim() === '' && (
        <p className={styles['remark']}>{m.findings_limits_missing()}</p>
      )}
      {reason !== undefined && (
        <p className={styles['reason']} role={isAgreed ? undefined : 'alert'}>
          {isAgreed ? `${m.findings_falls()}: ${reason}` : reason}
        </p>
      )}
      {hasFailed && (
        <p className={styles['reason']} role="alert">
          {m.findings_problem()}
        </p>
      )}
      {isAgreed ? (
        <Button
          writes
          kind="plain"
          onClick={() => {
            write(reopenFinding(notebook, finding.id));
            setWasPressed(false);
          }}
        >
          {m.findings_reopen()}
        </Button>
      ) : (
        <Button writes kind="plain" onClick={() => write(agreeFinding(notebook, finding.id))}>
          {m.findings_agree()}
        </Button>
      )}
    </div>
  );
}
