import { useState } from 'react';
import { useSafekeeping, type CopyOutcome, type CopyRefusal } from '../../access/safekeeping.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { useSyncStatus } from '../../worker-link/sync-status.ts';
import styles from './safekeeping.module.css';

export function TakeCopy() {
  const { notebook } = useOpenNotebook();
  const { isOnline } = useSyncStatus();
  const load = useSafekeeping();
  const [share, setShare] = useState<number>();
  const [outcome, setOutcome] = useState<CopyOutcome>();
  const take = async (file: File) => {
    setOutcome(undefined);
    setShare(0);
    setOutcome(await (await load()).takeCopy(notebook.team, file, setShare));
    setShare(undefined);
  };
  return (
    <section className={styles['part']}>
      <h2>{m.copy_take_part()}</h2>
      <FileField
        label={m.copy_choose()}
        hint={m.copy_take_hint()}
        disabled={share !== undefined}
        onChoose={(file) => void take(file)}
      />
      {share !== undefined && <progress value={share} aria-label={m.copy_taking()} />}
      <div role="status">
        {share !== undefined && <p>{m.copy_taking()}</p>}
        {outcome?.kind === 'refused' && <p className={styles['problem']}>{REFUSALS[outcome.problem]()}</p>}
        {outcome?.kind === 'taken' && <Taken outcome={outcome} isOnline={isOnline} />}
      </div>
    </section>
  );
}

function Taken({
  outcome: { notes, photos, isNews, isWhole, isSomethingNotYet },
  isOnline,
}: {
  outcome: Extract<CopyOutcome, { kind: 'taken' }>;
  isOnline: boolean;
}) {
  return (
    <>
      {notes > 0 && <p>{m.copy_taken_notes({ count: notes })}</p>}
      {photos > 0 && <p>{m.copy_taken_photos({ count: photos })}</p>}
      {isNews && notes + photos === 0 && <p>{m.copy_taken_other()}</p>}
      {!isNews && isWhole && <p>{m.copy_taken_nothing()}</p>}
      {isNews && !isOnline && <p>{m.copy_taken_later()}</p>}
      {!isWhole && <p className={styles['problem']}>{m.copy_cut()}</p>}
      {isSomethingNotYet && <p className={styles['problem']}>{m.copy_not_yet()}</p>}
    </>
  );
}

const REFUSALS: Record<CopyRefusal, () => string> = {
  empty: m.copy_refused_empty,
  tooLarge: m.copy_refused_large,
  otherProduct: m.copy_refused_other,
  newerVersion: m.copy_refused_newer,
  damaged: m.copy_refused_damaged,
  otherTeam: m.copy_refused_team,
  failed: m.copy_refused_failed,
};
