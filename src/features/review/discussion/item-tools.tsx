import { useState } from 'react';
import { m } from '../../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../../notebook/notebook-context.tsx';
import { startAgendaItem, stopAgendaItem } from '../../../notebook/write-discussion.ts';
import { Button } from '../../../ui/button.tsx';
import { useTapWrite } from '../../../ui/tap-write.tsx';
import styles from './agenda-card.module.css';
import type { AgendaCardProps } from './agenda-card.tsx';
import { CiteNotes } from './cite-notes.tsx';
import { ItemEditor } from './item-editor.tsx';
import { JointWords, useWordsMask } from './without-names.tsx';

/** What can be done with the item that is being talked about. */
export function ItemTools(props: AgendaCardProps & { readonly title: string }) {
  const { item, agenda, title } = props;
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const [open, setOpen] = useState<'cite' | 'change' | undefined>(item.title === '' ? 'change' : undefined);
  const press = (tool: 'cite' | 'change') => setOpen(open === tool ? undefined : tool);
  const isHidden = useWordsMask() !== undefined;
  const isRunning = item.startedAt !== null;
  return (
    <div className={styles['tools']}>
      <div className={styles['buttons']}>
        <Button
          writes
          kind="quiet"
          aria-label={
            isRunning ? m.discussion_timer_stop_named({ title }) : m.discussion_timer_start_named({ title })
          }
          onClick={() =>
            attempt(isRunning ? stopAgendaItem(notebook, item) : startAgendaItem(notebook, agenda, item.id))
          }
        >
          {isRunning ? m.discussion_timer_stop() : m.discussion_timer_start()}
        </Button>
        <Button
          writes
          kind="quiet"
          aria-expanded={open === 'cite'}
          aria-label={m.discussion_cite_named({ title })}
          onClick={() => press('cite')}
        >
          {m.discussion_cite()}
        </Button>
        <JointWords>
          <Button
            writes
            kind="quiet"
            aria-expanded={open === 'change'}
            aria-label={m.discussion_change_named({ title })}
            onClick={() => press('change')}
          >
            {m.discussion_change()}
          </Button>
        </JointWords>
      </div>
      {trouble}
      {open === 'cite' && <CiteNotes {...props} />}
      {open === 'change' && !isHidden && <ItemEditor {...props} />}
    </div>
  );
}
