import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Initials } from '../../ui/initials.tsx';
import styles from './lock.module.css';

/** Somebody of the team, to be tapped. */
export function PersonButton({
  name,
  fact,
  isCurrent,
  isDisabled = false,
  onChoose,
}: {
  name: string;
  /** What else there is to say about them here. */
  fact?: ReactNode;
  isCurrent?: boolean;
  isDisabled?: boolean;
  onChoose: () => void;
}) {
  return (
    <Button
      kind="plain"
      className={styles['person']}
      disabled={isDisabled}
      {...(isCurrent !== undefined && { 'aria-pressed': isCurrent })}
      onClick={onChoose}
    >
      <Initials name={name} />
      <span className={styles['name']} dir="auto">
        {name}
      </span>
      {fact !== undefined && <span className={styles['fact']}>{fact}</span>}
    </Button>
  );
}
