import type { ReactNode } from 'react';
import styles from './chip.module.css';
import { classNames } from './class-names.ts';
import { PupilMark } from './pupil-mark.tsx';
import tone from './tone.module.css';

/** Short rows of chips that stay pressed: what a list is narrowed down by. */
export function ChipRows({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <section className={styles['rows']} aria-label={label}>
      {children}
    </section>
  );
}

export function ChipRow({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className={styles['row']}>
      <legend className={styles['legend']}>{legend}</legend>
      <div className={styles['chips']}>{children}</div>
    </fieldset>
  );
}

/** One of them; about a pupil it has the pupil's shape and, while it is pressed, colour. */
export function Chip({
  label,
  subject,
  isThought = false,
  isPressed,
  onPress,
}: {
  label: string;
  subject?: 'A' | 'B' | 'C' | 'class' | undefined;
  /** A thought and no fact: dashed and in italics, as everywhere. */
  isThought?: boolean;
  isPressed: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      data-subject={subject}
      className={classNames(subject && tone['tone'], styles['chip'], isThought && styles['thought'])}
      aria-pressed={isPressed}
      onClick={onPress}
    >
      {subject && <PupilMark subject={subject} size="s" />}
      <span dir="auto">{label}</span>
    </button>
  );
}
