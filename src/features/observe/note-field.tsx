import { useLayoutEffect, type RefObject } from 'react';
import { useStore } from 'zustand';
import { m } from '../../i18n/paraglide/messages.js';
import { MAX_TEXT_LENGTH } from '../../ui/text-field.tsx';
import styles from './composer.module.css';
import { isPlainEnter } from './plain-enter.ts';
import { useCaptureTools } from './use-capture.ts';

/** Enter saves, Shift+Enter makes a new line; an Enter that confirms a suggestion of an input method does neither. */
export function NoteField({ ref }: { ref: RefObject<HTMLTextAreaElement | null> }) {
  const { keeper } = useCaptureTools();
  const text = useStore(keeper.shown, (state) => state.note?.text ?? '');
  useLayoutEffect(() => fitHeight(ref.current), [ref, text]);
  return (
    <textarea
      ref={ref}
      aria-label={m.observe_note()}
      placeholder={m.observe_note_placeholder()}
      className={styles['field']}
      dir="auto"
      rows={1}
      maxLength={MAX_TEXT_LENGTH}
      enterKeyHint="done"
      value={text}
      onChange={(event) => keeper.type(event.target.value)}
      onKeyDown={(event) => {
        if (!isPlainEnter(event)) return;
        event.preventDefault();
        void keeper.finish();
      }}
    />
  );
}

/** Browsers without `field-sizing`: the field grows with its text. */
function fitHeight(field: HTMLTextAreaElement | null) {
  if (field === null || CSS.supports('field-sizing', 'content')) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
}
