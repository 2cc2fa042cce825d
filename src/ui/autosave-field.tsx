import { useId, useLayoutEffect, useRef, useState } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import { useAutosave, type Save } from './autosave.ts';
import { classNames } from './class-names.ts';
import { fitHeight } from './fit-height.ts';
import { useMayChange } from './read-only.ts';
import { MAX_TEXT_LENGTH } from './text-field.tsx';
import { TextWarning } from './text-warning.tsx';
import { TwoVersions } from './two-versions.tsx';
import { WrittenText } from './written-text.tsx';
import styles from './field.module.css';

interface AutosaveFieldProps {
  readonly label: string;
  readonly hideLabel?: boolean | undefined;
  readonly value: string;
  readonly onSave: Save;
  /** What this field is called among the drafts of the tablet: `table/row/field`. */
  readonly draftKey: string;
  readonly multiline?: boolean;
  readonly placeholder?: string | undefined;
  readonly hint?: string | undefined;
  /** Wordings of colleagues that crossed with the one shown. */
  readonly beside?: readonly { readonly value: string; readonly at: string }[] | undefined;
  readonly className?: string | undefined;
  readonly inputMode?: 'text' | 'numeric' | undefined;
}

/** A field that saves by itself. See `useAutosave` for when. Whoever may only read sees its words. */
export function AutosaveField(props: AutosaveFieldProps) {
  if (useMayChange()) return <WritingField {...props} />;
  const { label, hideLabel, value, className, beside } = props;
  const others = otherWordings(value, beside);
  return <WrittenText {...{ label, hideLabel, text: value, className, others }} />;
}

function WritingField(props: AutosaveFieldProps) {
  const { label, hideLabel = false, value, onSave, draftKey, multiline = false, placeholder, hint } = props;
  const id = useId();
  const [isFocused, setIsFocused] = useState(false);
  const { text, write, flush, isUnsaved, settle } = useAutosave(value, onSave, draftKey);
  const textarea = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => fitHeight(textarea.current), [text]);

  const others = otherWordings(value, props.beside);
  const field = {
    id,
    dir: 'auto',
    className: classNames(styles['input'], multiline && styles['multiline']),
    value: text,
    placeholder,
    maxLength: MAX_TEXT_LENGTH,
    inputMode: props.inputMode,
    onFocus: () => setIsFocused(true),
    onBlur: () => {
      setIsFocused(false);
      flush();
    },
    'aria-describedby':
      classNames(hint !== undefined && `${id}-hint`, isUnsaved && `${id}-error`) || undefined,
  } as const;

  return (
    <div className={classNames(styles['field'], props.className)}>
      <label className={hideLabel ? 'visually-hidden' : styles['label']} htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <p className={styles['hint']} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {multiline ? (
        <textarea {...field} ref={textarea} rows={2} onChange={(event) => write(event.target.value)} />
      ) : (
        <input
          {...field}
          type="text"
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) flush();
          }}
        />
      )}
      {isUnsaved && (
        <p className={styles['error']} id={`${id}-error`} role="alert">
          {m.ui_not_saved()}
        </p>
      )}
      <TextWarning text={text} />
      {/* Not under the fingers of somebody typing: shown when the field is left. */}
      {others.length > 0 && !isFocused && (
        <TwoVersions
          shown={text}
          others={others}
          between={multiline ? '\n\n' : ' · '}
          onChoose={(chosen, other) => settle(chosen, [value, other])}
        />
      )}
    </div>
  );
}

/** Two tablets that wrote the same words have nothing to choose. */
function otherWordings(value: string, beside: AutosaveFieldProps['beside']): readonly string[] {
  const wordings = new Set((beside ?? []).map((version) => version.value));
  return [...wordings].filter((other) => other !== value);
}
