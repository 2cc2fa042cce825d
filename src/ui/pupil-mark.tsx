import { Users } from 'lucide-react';
import { classNames } from './class-names.ts';
import styles from './pupil-mark.module.css';

/**
 * A focus pupil at a glance: colour, shape and letter together, so that no one of them has to be seen. Beside the
 * pupil's name it is decoration; give `label` where it stands alone.
 */
export function PupilMark({
  subject,
  size = 'm',
  label,
}: {
  subject: 'A' | 'B' | 'C' | 'class';
  size?: 's' | 'm' | 'l';
  label?: string;
}) {
  const naming = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <span {...naming} className={classNames(styles['mark'], styles[size], styles[subject])}>
      <svg className={styles['shape']} viewBox="0 0 34 34" aria-hidden="true">
        {shapeOf(subject)}
      </svg>
      {subject === 'class' ? (
        <Users className={styles['icon']} aria-hidden="true" />
      ) : (
        <span className={styles['letter']}>{subject}</span>
      )}
    </span>
  );
}

function shapeOf(subject: 'A' | 'B' | 'C' | 'class') {
  switch (subject) {
    case 'A':
      return <circle cx="17" cy="17" r="17" />;
    case 'B':
      return <rect width="34" height="34" rx="6" />;
    case 'C':
      return <path d="M17 0 34 33H0z" />;
    case 'class':
      return <path d="M9 0h16a9 9 0 0 1 9 9v16a9 9 0 0 1-9 9H0V9a9 9 0 0 1 9-9z" />;
    default:
      return subject satisfies never;
  }
}
