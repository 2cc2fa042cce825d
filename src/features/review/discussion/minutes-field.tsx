import { useEffect, useId, useRef, useState } from 'react';
import { m } from '../../../i18n/paraglide/messages.js';
import { fitHeight } from '../../../ui/fit-height.ts';
import { MAX_TEXT_LENGTH } from '../../../ui/text-field.tsx';
import { TextWarning } from '../../../ui/text-warning.tsx';
import styles from './agenda-card.module.css';
import { bindField } from './bind-field.ts';
import { useOpenMinutes } from './use-discussion.ts';

/** Where all type at once what is said to one item. The text is the document's, not React's: see `bindField`. */
export function MinutesField({ item, title, onFocus }: { item: string; title: string; onFocus: () => void }) {
  const minutes = useOpenMinutes();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const id = useId();
  useEffect(() => {
    const { current } = field;
    if (current === null) return;
    return bindField(current, minutes.of(item), {
      onShown(shown) {
        setText(shown);
        fitHeight(current);
      },
      onCaret: () => undefined,
    });
  }, [minutes, item]);
  return (
    <div className={styles['minutes']}>
      <label className="visually-hidden" htmlFor={id}>
        {title}
      </label>
      <textarea
        ref={field}
        id={id}
        className={styles['words']}
        dir="auto"
        rows={1}
        maxLength={MAX_TEXT_LENGTH}
        placeholder={m.discussion_write()}
        onFocus={onFocus}
      />
      <TextWarning text={text} />
    </div>
  );
}
