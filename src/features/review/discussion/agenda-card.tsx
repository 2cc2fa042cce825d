import { useState, type DragEvent } from 'react';
import type { AgendaItem, Citation } from '../../../domain/discussion.ts';
import type { PupilLetter } from '../../../domain/study.ts';
import { m } from '../../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../../notebook/notebook-context.tsx';
import { setCitation } from '../../../notebook/write-citations.ts';
import { classNames } from '../../../ui/class-names.ts';
import { useMayChange } from '../../../ui/read-only.ts';
import { useTapWrite } from '../../../ui/tap-write.tsx';
import tone from '../../../ui/tone.module.css';
import type { Review } from '../use-review.ts';
import styles from './agenda-card.module.css';
import { CitedNotes } from './cited-notes.tsx';
import { ItemTime } from './item-time.tsx';
import { ItemTools } from './item-tools.tsx';
import { MinutesField } from './minutes-field.tsx';
import { draggedNote } from './note-drag.ts';

export interface AgendaCardProps {
  readonly item: AgendaItem;
  readonly position: number;
  readonly agenda: readonly AgendaItem[];
  readonly review: Review;
  readonly subject: PupilLetter | undefined;
  readonly citations: readonly Citation[];
  readonly isRemoved: boolean;
  /** The one being talked about on this screen: its tools are open. */
  readonly isCurrent: boolean;
  readonly onCurrent: (isOpen: boolean) => void;
}

/** One item: its question, what is said to it, the notes cited. A note can be dropped on it. */
export function AgendaCard(props: AgendaCardProps) {
  const { item, position, review, subject, citations, isRemoved, isCurrent, onCurrent } = props;
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const mayChange = useMayChange();
  const [isOver, setIsOver] = useState(false);
  const title =
    item.title === '' ? m.discussion_item_untitled({ number: position }) : review.mask(item.title);
  const take = (event: DragEvent) => {
    const note = draggedNote(event);
    setIsOver(false);
    if (!mayChange || note === undefined || note === '') return;
    event.preventDefault();
    attempt(setCitation(notebook, { item: item.id, note, cites: true }));
  };
  return (
    <li
      data-subject={subject ?? 'class'}
      data-item={item.id}
      className={classNames(
        tone['tone'],
        styles['card'],
        isCurrent && styles['current'],
        isOver && styles['over'],
      )}
      onDragOver={(event) => {
        if (!mayChange || draggedNote(event) === undefined) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={take}
    >
      <div className={styles['head']}>
        <h3 className={styles['title']}>
          <button
            type="button"
            className={styles['toggle']}
            aria-expanded={isCurrent}
            aria-description={m.discussion_tools()}
            dir="auto"
            onClick={() => onCurrent(!isCurrent)}
          >
            {title}
          </button>
        </h3>
        <ItemTime item={item} />
      </div>
      <MinutesField
        item={item.id}
        title={title}
        nameOf={(member) => review.names.get(member) || m.discussion_somebody()}
        onFocus={() => onCurrent(true)}
      />
      {isRemoved && <p className={styles['aside']}>{m.discussion_restored()}</p>}
      {trouble}
      <CitedNotes item={item.id} citations={citations} review={review} />
      {isCurrent && mayChange && <ItemTools {...props} title={title} />}
    </li>
  );
}
