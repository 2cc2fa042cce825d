import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import styles from './form.module.css';

/** A form on the way into a team: its fields, what went wrong, one button, and what there is to know about it. */
export function EntryForm({
  onSubmit,
  problem,
  button,
  isBusy,
  hint,
  children,
}: {
  onSubmit: () => Promise<void>;
  /** '' when there is none. */
  problem: string;
  button: string;
  isBusy: boolean;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      {children}
      {problem !== '' && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
      <Button kind="primary" size="large" type="submit" disabled={isBusy}>
        {button}
      </Button>
      {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
    </form>
  );
}
