import type { HTMLAttributes } from 'react';
import { classNames } from './class-names.ts';
import styles from './status-pill.module.css';

/** A short state in words; the dot and colour only repeat them. */
export function StatusPill({
  tone,
  className,
  children,
  ...rest
}: { tone: 'ok' | 'wait' | 'bad' | 'plain' } & HTMLAttributes<HTMLElement>) {
  return (
    <span className={classNames(styles['pill'], styles[tone], className)} {...rest}>
      <span className={styles['dot']} aria-hidden="true" />
      <span>{children}</span>
    </span>
  );
}
