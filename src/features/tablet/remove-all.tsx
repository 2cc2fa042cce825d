import { useState } from 'react';
import { useSafekeeping, type HandBack } from '../../access/safekeeping.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useSyncStatus } from '../../worker-link/sync-status.ts';
import styles from './safekeeping.module.css';

/** What will be gone, in words; a tick and a button. When it is done, a screen of its own says so. */
export function RemoveAll({
  scope,
  team,
  onLeft,
}: {
  scope: HandBack['scope'];
  team: string;
  /** Something was written in between, and is on this tablet only. */
  onLeft: () => void;
}) {
  const load = useSafekeeping();
  const { isOnline } = useSyncStatus();
  const [isUnderstood, setUnderstood] = useState(false);
  const [state, setState] = useState<'ready' | 'working' | 'failed'>('ready');
  const remove = async () => {
    setState('working');
    try {
      const outcome = await (await load()).handBack({ scope });
      if (outcome.kind === 'onlyHere') {
        setState('ready');
        onLeft();
      }
    } catch (error) {
      console.warn('The tablet could not be handed back.', error);
      setState('failed');
    }
  };
  return (
    <section className={styles['part']}>
      <p role="status" className={styles['safe']}>
        {m.handback_safe()}
      </p>
      <h2>{m.handback_gone()}</h2>
      <ul className={styles['list']}>
        <li>{scope === 'everything' ? m.handback_gone_all() : m.handback_gone_notes({ team })}</li>
        <li>{m.handback_gone_drafts()}</li>
        <li>{m.handback_gone_key()}</li>
      </ul>
      <p>{m.handback_stays()}</p>
      <p>{m.handback_last()}</p>
      <LinkButton kind="plain" writes href="/team/recovery">
        {m.recovery_sheet()}
      </LinkButton>
      {!isOnline && <p className={styles['hint']}>{m.handback_offline()}</p>}
      <label className={styles['tick']}>
        <input
          type="checkbox"
          checked={isUnderstood}
          onChange={(event) => setUnderstood(event.target.checked)}
        />
        <span>{m.handback_understood()}</span>
      </label>
      <Button kind="primary" disabled={!isUnderstood || state === 'working'} onClick={() => void remove()}>
        {state === 'working' ? m.handback_working() : m.handback_remove()}
      </Button>
      {state === 'failed' && <p role="alert">{m.handback_failed()}</p>}
    </section>
  );
}
