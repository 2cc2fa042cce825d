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

const known = new Map<string, string>();
const MOST_KNOWN = 200;

/** "R. Evans" gives RE, "Mair" gives M. Found once for each name: a review asks it hundreds of times. */
export function initialsOf(name: string): string {
  const before = known.get(name);
  if (before !== undefined) return before;
  const [first, ...rest] = name.split(/[\s.]+/u).filter((word) => word !== '');
  const initials =
    first === undefined
      ? '?'
      : (firstCharacter(first) + firstCharacter(rest.at(-1) ?? '')).toLocaleUpperCase();
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(name, initials);
  return initials;
}

/** The first character as a reader counts them: an emoji or a letter with its accent is one. */
function firstCharacter(text: string): string {
  for (const { segment } of new Intl.Segmenter().segment(text.slice(0, 64))) return segment;
  return '';
}
