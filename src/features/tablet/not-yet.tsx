import { useState } from 'react';
import { useSafekeeping, type OnlyHere } from '../../access/safekeeping.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button, LinkButton } from '../../ui/button.tsx';
import styles from './safekeeping.module.css';

/** What would be lost, and the two ways to have it elsewhere first. */
export function NotYet({ left: { notes, photos, others }, onSent }: { left: OnlyHere; onSent: () => void }) {
  const load = useSafekeeping();
  const [state, setState] = useState<'ready' | 'sending' | 'tried'>('ready');
  const send = async () => {
    setState('sending');
    try {
      await (await load()).sendNow();
    } finally {
      setState('tried');
      onSent();
    }
  };
  const parts = [
    notes > 0 && m.handback_notes({ count: notes }),
    photos > 0 && m.handback_photos({ count: photos }),
    others > 0 && m.handback_others(),
  ].filter((part) => part !== false);
  return (
    <section className={styles['problem']}>
      <h2>{m.handback_not_yet()}</h2>
      <p>{parts.join(', ')}</p>
      <p>{m.handback_first()}</p>
      <div className={styles['ways']}>
        <Button kind="primary" disabled={state === 'sending'} onClick={() => void send()}>
          {m.handback_send()}
        </Button>
        <LinkButton kind="plain" href="/tablet/copy">
          {m.copy_make()}
        </LinkButton>
      </div>
      <p role="status">
        {state === 'sending' && m.handback_sending()}
        {state === 'tried' && m.handback_still()}
      </p>
    </section>
  );
}
