import type { Note } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import styles from './note-words.module.css';
import { KIND_NAMES, nameIn } from './review-words.ts';

/** A note's own words, exactly as typed. A thought is dashed and in italics, so that it is never taken for evidence. */
export function NoteWords({ note, showsKind = note.kind === 'wonder' }: { note: Note; showsKind?: boolean }) {
  const crossed = note.beside?.['text'] ?? [];
  return (
    <div className={classNames(styles['words'], note.kind === 'wonder' && styles['wonder'])}>
      <p dir="auto">
        {showsKind && <span className={styles['kind']}>{nameIn(KIND_NAMES, note.kind)}</span>}
        <span className={styles['text']} dir="auto">
          {note.text}
        </span>
        {note.tags.map((tag) => (
          <span key={tag} className={styles['tag']}>
            {tag}
          </span>
        ))}
        {note.afterLesson && <span className={styles['state']}>{m.review_after_lesson()}</span>}
        {note.restored && <span className={styles['state']}>{m.review_restored()}</span>}
      </p>
      {crossed.map(({ value, at }) => (
        <p key={at} className={styles['other']} dir="auto">
          <span className={styles['state']}>{m.review_other_wording()}</span> {value}
        </p>
      ))}
    </div>
  );
}
