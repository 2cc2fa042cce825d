import { useId } from 'react';
import { classNames } from './class-names.ts';
import { MAX_TEXT_LENGTH } from './text-field.tsx';
import { TextWarning } from './text-warning.tsx';
import styles from './field.module.css';

/** Several lines in a form that is sent by a button. */
export function LongTextField({
  label,
  hint,
  value,
  onChange,
}: {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <p className={styles['hint']} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <textarea
        id={id}
        className={classNames(styles['input'], styles['words'])}
        dir="auto"
        rows={2}
        maxLength={MAX_TEXT_LENGTH}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
      <TextWarning text={value} />
    </div>
  );
}
