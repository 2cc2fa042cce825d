import { useState } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import styles from './composer.module.css';
import { isPlainEnter } from './plain-enter.ts';

const LONGEST_TAG = 40;

/** A word the team's list lacks: it goes on this note at once, and is offered to the list after the lesson. */
export function OwnTagField({ onAdd }: { onAdd: (tag: string) => void }) {
  const [typed, setTyped] = useState('');
  const add = () => {
    const tag = typed.trim();
    if (tag === '') return;
    setTyped('');
    onAdd(tag);
  };
  return (
    <div className={styles['ownTag']}>
      <input
        type="text"
        className={styles['ownTagField']}
        aria-label={m.observe_own_tag()}
        placeholder={m.observe_own_tag()}
        dir="auto"
        maxLength={LONGEST_TAG}
        enterKeyHint="done"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (isPlainEnter(event)) add();
        }}
      />
      <Button kind="plain" onClick={add}>
        {m.observe_own_tag_take()}
      </Button>
    </div>
  );
}
