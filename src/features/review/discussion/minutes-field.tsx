import { useCallback, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import * as Y from 'yjs';
import type { Mask } from '../../../domain/mask-names.ts';
import { m } from '../../../i18n/paraglide/messages.js';
import { fitHeight } from '../../../ui/fit-height.ts';
import { useMayChange } from '../../../ui/read-only.ts';
import { MAX_TEXT_LENGTH } from '../../../ui/text-field.tsx';
import { TextWarning } from '../../../ui/text-warning.tsx';
import { WrittenText } from '../../../ui/written-text.tsx';
import styles from './agenda-card.module.css';
import { bindField, caretAt } from './bind-field.ts';
import { useCompany, useWritersOf } from './use-company.tsx';
import { useOpenMinutes } from './use-discussion.ts';
import { useWordsMask } from './without-names.tsx';
import { Carets, WritersLine } from './writers.tsx';

interface MinutesFieldProps {
  readonly item: string;
  readonly title: string;
  readonly nameOf: (member: string) => string;
  readonly onFocus: () => void;
}

/** What is said to one item: written by all at once, or only shown while names are off. */
export function MinutesField(props: MinutesFieldProps) {
  const mask = useWordsMask();
  return mask === undefined ? <JointField {...props} /> : <ShownMinutes {...props} mask={mask} />;
}

function ShownMinutes({ item, title, mask }: MinutesFieldProps & { readonly mask: Mask }) {
  const { text } = useOpenMinutes().of(item);
  const watch = useCallback(
    (onChange: () => void) => {
      text.observe(onChange);
      return () => text.unobserve(onChange);
    },
    [text],
  );
  const words = useSyncExternalStore(watch, () => text.toJSON());
  return <WrittenText label={title} hideLabel text={mask(words)} className={styles['shown']} />;
}

/** Where all type at once. The text is the document's, not React's: see `bindField`. */
function JointField({ item, title, nameOf, onFocus }: MinutesFieldProps) {
  const minutes = useOpenMinutes();
  const mayChange = useMayChange();
  const { moveTo } = useCompany();
  const writers = useWritersOf(item);
  const field = useRef<HTMLTextAreaElement>(null);
  const [shown, setShown] = useState('');
  const id = useId();
  // Colleagues may come into reach in mid-word: the field is not bound anew for it, or its caret would be lost.
  const tell = useRef(moveTo);
  useEffect(() => {
    tell.current = moveTo;
  }, [moveTo]);
  useEffect(() => {
    const { current } = field;
    if (current === null) return;
    const ofItem = minutes.of(item);
    const unbind = bindField(current, ofItem, {
      onShown(text) {
        setShown(text);
        fitHeight(current);
      },
      onCaret() {
        const isHere = document.activeElement === current;
        if (!isHere) return tell.current('', null);
        const caret = caretAt(ofItem.text, current.selectionEnd);
        tell.current(item, Y.relativePositionToJSON(caret));
      },
    });
    return unbind;
  }, [minutes, item]);
  return (
    <>
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
          placeholder={mayChange ? m.discussion_write() : m.ui_nothing_written()}
          readOnly={!mayChange}
          onFocus={onFocus}
        />
        <Carets item={item} shown={shown} writers={writers} nameOf={nameOf} />
      </div>
      <WritersLine names={[...new Set(writers.map(({ member }) => nameOf(member)))]} />
      <TextWarning text={shown} />
    </>
  );
}
