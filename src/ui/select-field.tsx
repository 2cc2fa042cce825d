import { useId } from 'react';
import { classNames } from './class-names.ts';
import { useMayChange } from './read-only.ts';
import { WrittenText } from './written-text.tsx';
import styles from './field.module.css';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

/** One of a list, saved as soon as it is chosen. Where nothing is saved by it (a filter), put `ReadOnlyContext` false around it. */
export function SelectField({
  label,
  hint,
  value,
  options,
  onChange,
  className,
}: {
  label: string;
  hint?: string;
  value: string;
  options: readonly SelectOption[];
  onChange: (value: string) => void;
  className?: string | undefined;
}) {
  const id = useId();
  const mayChange = useMayChange();
  if (!mayChange) {
    const chosen = options.find((option) => option.value === value)?.label ?? value;
    return <WrittenText label={label} text={value === '' ? '' : chosen} className={className} />;
  }
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
      <select
        id={id}
        className={classNames(styles['input'], styles['select'])}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
