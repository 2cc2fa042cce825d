import { useId } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

/** A field for whoever may only read: what it is called and what stands in it. */
export function WrittenText({
  label,
  hideLabel = false,
  text,
  others = [],
  className,
}: {
  label: string;
  hideLabel?: boolean | undefined;
  text: string;
  /** Wordings that crossed with the one shown. */
  others?: readonly string[];
  className?: string | undefined;
}) {
  const id = useId();
  return (
    <div className={classNames(styles['field'], className)} role="group" aria-labelledby={id}>
      <span id={id} className={hideLabel ? 'visually-hidden' : styles['label']}>
        {label}
      </span>
      {text.trim() === '' ? (
        <p className={styles['unwritten']}>{m.ui_nothing_written()}</p>
      ) : (
        <p className={styles['written']} dir="auto">
          {text}
        </p>
      )}
      {others.map((other) => (
        <div key={other} className={styles['versions']}>
          <p className={styles['versionsTitle']}>{m.ui_other_wording()}</p>
          <p className={styles['wording']} dir="auto">
            {other}
          </p>
        </div>
      ))}
    </div>
  );
}
