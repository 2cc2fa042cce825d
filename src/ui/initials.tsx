import styles from './initials.module.css';

/** The circle that stands for an observer. Beside the name it is decoration; with `label` it is read aloud. */
export function Initials({ name, label }: { name: string; label?: string }) {
  const naming = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <span {...naming} className={styles['initials']}>
      {initialsOf(name)}
    </span>
  );
}

/** "R. Evans" gives RE, "Mair" gives M. */
export function initialsOf(name: string): string {
  const [first, ...rest] = name.split(/[\s.]+/u).filter((word) => word !== '');
  if (first === undefined) return '?';
  return (firstCharacter(first) + firstCharacter(rest.at(-1) ?? '')).toLocaleUpperCase();
}

/** The first character as a reader counts them: an emoji or a letter with its accent is one. */
function firstCharacter(text: string): string {
  for (const { segment } of new Intl.Segmenter().segment(text.slice(0, 64))) return segment;
  return '';
}
