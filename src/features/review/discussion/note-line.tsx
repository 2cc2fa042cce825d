import { formatCommonTime } from '../../../domain/common-time.ts';
import type { Note } from '../../../domain/note.ts';
import { m } from '../../../i18n/paraglide/messages.js';
import { classNames } from '../../../ui/class-names.ts';
import styles from './cited-notes.module.css';

/** A note in two lines at most: when, and its words. A thought stays dashed and in italics. */
export function NoteLine({ note }: { note: Note }) {
  const isWonder = note.kind === 'wonder';
  return (
    <span className={classNames(styles['note'], isWonder && styles['wonder'])} dir="auto">
      <span className={styles['when']}>{formatCommonTime(note.atMs ?? 0)}</span>{' '}
      {isWonder && <b>{m.discussion_wonder()}</b>} {wordsOf(note)}
    </span>
  );
}

/** Its words, or its tags when it has no others. */
export function wordsOf({ text, tags }: Note): string {
  return text.trim() === '' ? tags.join(', ') : text;
}
