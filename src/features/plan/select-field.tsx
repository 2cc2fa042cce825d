import { useId } from 'react';
import { classNames } from '../../ui/class-names.ts';
import styles from './plan-field.module.css';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

/** One of a list, saved as soon as it is chosen. */
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
        className={styles['input']}
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
