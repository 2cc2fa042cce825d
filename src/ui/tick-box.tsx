import { useId } from 'react';
import { useMayChange } from './read-only.ts';
import styles from './tick-box.module.css';

/** A yes or no, saved as soon as it is tapped. The whole line is the target. */
export function TickBox({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  const mayChange = useMayChange();
  return (
    <div>
      <label className={styles['line']}>
        <input
          type="checkbox"
          checked={checked}
          disabled={!mayChange}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={hint === undefined ? undefined : id}
        />
        <span>{label}</span>
      </label>
      {hint !== undefined && (
        <p className={styles['hint']} id={id}>
          {hint}
        </p>
      )}
    </div>
  );
}
