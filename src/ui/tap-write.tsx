import { useState, type ReactNode } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import styles from './field.module.css';

export interface TapWrite {
  /** Takes a save that a tap began. */
  readonly attempt: (saving: Promise<unknown>) => void;
  /** Stands beside what was tapped; nothing as long as the tablet takes everything. */
  readonly trouble: ReactNode;
}

/** Saves by one tap, with words when the tablet did not take it: what was there before still stands on the screen. */
export function useTapWrite(): TapWrite {
  const [hasFailed, setHasFailed] = useState(false);
  const attempt = (saving: Promise<unknown>) => {
    saving.then(
      () => setHasFailed(false),
      (error: unknown) => {
        console.warn('A tap could not be saved.', error);
        setHasFailed(true);
      },
    );
  };
  const trouble = hasFailed && (
    <p role="alert" className={styles['error']}>
      {m.ui_tap_not_saved()}
    </p>
  );
  return { attempt, trouble };
}
