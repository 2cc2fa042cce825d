import { useEffect, useRef } from 'react';
import { Comments } from '../../comments/comments.tsx';
import type { Finding } from '../../domain/finding.ts';
import type { Fields } from '../../domain/tables.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import type { FindingInFull } from '../../notebook/read-findings.ts';
import type { StudyOverview } from '../../notebook/read-study.ts';
import { moveFinding, removeFinding, updateFinding } from '../../notebook/write-findings.ts';
import { AutosaveField } from '../../ui/autosave-field.tsx';
import { Button } from '../../ui/button.tsx';
import { MoveButtons } from '../../ui/move-buttons.tsx';
import { useMayChange } from '../../ui/read-only.ts';
import { useTapWrite } from '../../ui/tap-write.tsx';
import { AgreedState, AgreeTogether } from './agree-together.tsx';
import { EvidenceList } from './evidence-list.tsx';
import styles from './finding-card.module.css';

/** One finding with all it needs: claim, evidence, limits, next step. It is a draft until the team agrees on it. */
export function FindingCard({
  found,
  all,
  position,
  overview,
  names,
  takesFocus,
  onRemoved,
}: {
  found: FindingInFull;
  all: readonly Finding[];
  position: number;
  overview: StudyOverview;
  /** Observers' names by id. */
  names: ReadonlyMap<string, string>;
  /** It was just added: the keyboard goes to its claim. */
  takesFocus: boolean;
  onRemoved: () => void;
}) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const card = useRef<HTMLElement>(null);
  const mayChange = useMayChange();
  useEffect(() => {
    if (takesFocus) card.current?.querySelector('textarea')?.focus();
  }, [takesFocus]);
  const { finding } = found;
  const heading = `finding-${position}`;
  const thing = m.findings_number({ number: position });
  const save = (field: 'claim' | 'limits' | 'nextStep') => (text: string, shown: readonly string[]) =>
    updateFinding(notebook, finding.id, { [field]: text } satisfies Fields<'findings'>, { [field]: shown });
  return (
    <article ref={card} className={styles['card']} aria-labelledby={heading}>
      <div className={styles['head']}>
        <h2 id={heading}>{thing}</h2>
        <AgreedState found={found} />
      </div>
      {finding.restored && <p className={styles['remark']}>{m.findings_restored()}</p>}
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <AutosaveField
            multiline
            label={m.findings_claim()}
            placeholder={m.findings_claim_hint()}
            value={finding.claim}
            draftKey={`findings/${finding.id}/claim`}
            onSave={save('claim')}
            beside={finding.beside?.['claim']}
          />
          <EvidenceList found={found} position={position} overview={overview} names={names} />
        </div>
        <div className={styles['column']}>
          <AutosaveField
            multiline
            label={m.findings_limits()}
            hint={mayChange ? m.findings_limits_hint() : undefined}
            value={finding.limits}
            draftKey={`findings/${finding.id}/limits`}
            onSave={save('limits')}
            beside={finding.beside?.['limits']}
          />
          <AutosaveField
            multiline
            label={m.findings_next()}
            hint={mayChange ? m.findings_next_hint() : undefined}
            value={finding.nextStep}
            draftKey={`findings/${finding.id}/nextStep`}
            onSave={save('nextStep')}
            beside={finding.beside?.['nextStep']}
          />
        </div>
      </div>
      <AgreeTogether found={found} />
      <div className={styles['foot']}>
        <Comments
          about={`findings/${finding.id}`}
          thing={m.comments_about_finding({ number: String(position) })}
        />
        {mayChange && (
          <div className={styles['tools']}>
            {all.length > 1 && (
              <MoveButtons
                position={position}
                count={all.length}
                thing={thing}
                onMove={(direction) => moveFinding(notebook, all, finding.id, direction)}
              />
            )}
            <Button
              kind="quiet"
              aria-label={m.findings_remove_named({ number: position })}
              onClick={() => attempt(removeFinding(notebook, finding.id).then(onRemoved))}
            >
              {m.findings_remove()}
            </Button>
            {trouble}
          </div>
        )}
      </div>
    </article>
  );
}
