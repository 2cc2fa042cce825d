import type { ReactNode } from 'react';
import type { Note } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { NoteDrawing } from '../../media/note-drawing.tsx';
import { NotePhotos } from '../../media/lesson-photos.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useNoteDrag } from './discussion/note-drag.ts';
import styles from './note-words.module.css';
import { KIND_NAMES, nameIn } from './review-words.ts';

/** A note's own words, exactly as typed. A thought is dashed and in italics, so that it is never taken for evidence. */
export function NoteWords({ note, showsKind = note.kind === 'wonder' }: { note: Note; showsKind?: boolean }) {
  const crossed = note.beside?.['text'] ?? [];
  return (
    <div
      className={classNames(styles['words'], note.kind === 'wonder' && styles['wonder'])}
      {...useNoteDrag(note.id)}
    >
      <p dir="auto">
        {showsKind && <span className={styles['kind']}>{nameIn(KIND_NAMES, note.kind)}</span>}{' '}
        <span className={styles['text']} dir="auto">
          {note.text}
        </span>
        {note.tags.map((tag) => (
          <Aside key={tag}>{tag}</Aside>
        ))}
        {note.afterLesson && <Aside>{m.review_after_lesson()}</Aside>}
        {note.restored && <Aside>{m.review_restored()}</Aside>}
      </p>
      <NoteDrawing note={note.id} />
      {crossed.map(({ value, at }) => (
        <p key={at} className={styles['other']} dir="auto">
          <span className={styles['aside']}>{m.review_other_wording()}</span> {value}
        </p>
      ))}
      <NotePhotos note={note} />
    </div>
  );
}

/** A tag or a state: with a space before it, for whoever listens or copies. */
function Aside({ children }: { children: ReactNode }) {
  return (
    <>
      {' '}
      <span className={styles['aside']} dir="auto">
        {children}
      </span>
    </>
  );
}
