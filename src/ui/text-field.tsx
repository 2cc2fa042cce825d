import { useId, type InputHTMLAttributes } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { TextWarning } from './text-warning.tsx';

/** Longest text a field takes. */
export const MAX_TEXT_LENGTH = 20_000;

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  /** What is wrong and what to do; read aloud with the field. */
  readonly error?: string | undefined;
}

/** A field of a form that is sent by a button. What saves by itself is an `AutosaveField`. */
export function TextField({ label, value, onChange, hint, error, className, ...rest }: TextFieldProps) {
  const id = useId();
  const describedBy = classNames(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`);
  return (
    <div className={classNames(styles['field'], className)}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <p className={styles['hint']} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        type="text"
        dir="auto"
        maxLength={MAX_TEXT_LENGTH}
        {...rest}
        id={id}
        className={styles['input']}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={describedBy || undefined}
        aria-invalid={error !== undefined || undefined}
      />
      {error !== undefined && (
        <p className={styles['error']} id={`${id}-error`}>
          {error}
        </p>
      )}
      <TextWarning text={value} />
    </div>
  );
}
