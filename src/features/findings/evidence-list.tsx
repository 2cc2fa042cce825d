import { useState } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import type { FindingInFull } from '../../notebook/read-findings.ts';
import type { StudyOverview } from '../../notebook/read-study.ts';
import { bringEvidenceBack, takeEvidenceAway } from '../../notebook/write-findings.ts';
import { Button } from '../../ui/button.tsx';
import { useMayChange } from '../../ui/read-only.ts';
import { UndoNotice } from '../../ui/undo-notice.tsx';
import { useTapWrite } from '../../ui/tap-write.tsx';
import styles from './evidence-list.module.css';
import { Piece } from './piece.tsx';
import { lazy, Waiting } from '../../ui/lazy.tsx';

const EvidencePicker = lazy(async () => ({
  default: (await import('./evidence-picker.tsx')).EvidencePicker,
}));

/** What a finding rests on, and the way to choose more. */
export function EvidenceList({
  found: { finding, evidence },
  position,
  overview,
  names,
}: {
  found: FindingInFull;
  position: number;
  overview: StudyOverview;
  names: ReadonlyMap<string, string>;
}) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const [isPicking, setIsPicking] = useState(false);
  const [takenAway, setTakenAway] = useState<string>();
  const mayChange = useMayChange();
  const heading = `evidence-${position}`;
  const takeAway = async (id: string) => {
    await takeEvidenceAway(notebook, id);
    setTakenAway(id);
  };
  return (
    <section className={styles['evidence']} aria-labelledby={heading}>
      <h3 id={heading} className={styles['heading']}>
        {m.findings_evidence()}
      </h3>
      {evidence.length === 0 && <p className={styles['none']}>{m.findings_evidence_none()}</p>}
      <ul className={styles['pieces']}>
        {evidence.map((piece) => (
          <li key={piece.evidence.id}>
            <Piece
              piece={piece}
              overview={overview}
              names={names}
              onTakeAway={mayChange ? () => attempt(takeAway(piece.evidence.id)) : undefined}
            />
          </li>
        ))}
      </ul>
      {takenAway !== undefined && (
        <UndoNotice
          key={takenAway}
          text={m.findings_taken_away()}
          undo={m.findings_undo()}
          onUndo={() => attempt(bringEvidenceBack(notebook, takenAway).then(() => setTakenAway(undefined)))}
        />
      )}
      {trouble}
      <Button
        writes
        kind="plain"
        className={styles['choose']}
        aria-haspopup="dialog"
        aria-label={m.findings_evidence_choose_for({ number: position })}
        onClick={() => setIsPicking(true)}
      >
        {m.findings_evidence_choose()}
      </Button>
      {isPicking && (
        <Waiting>
          <EvidencePicker
            finding={finding.id}
            evidence={evidence}
            position={position}
            overview={overview}
            names={names}
            onClose={() => setIsPicking(false)}
          />
        </Waiting>
      )}
    </section>
  );
}
