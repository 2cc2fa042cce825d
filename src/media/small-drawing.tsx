import { useRef } from 'react';
import { PAGE_HEIGHT } from '../domain/stroke.ts';
import { m } from '../i18n/paraglide/messages.js';
import { Button } from '../ui/button.tsx';
import { Drawing } from './drawing.tsx';
import type { NoteDrawingProps } from './note-drawing.tsx';
import styles from './small-drawing.module.css';
import { useDrawnStrokes } from './use-drawn-strokes.ts';

/** The page of a note as a small picture of lines; a tap goes on drawing, or shows it large where it is only read. */
export function SmallDrawing({ note, onOpen }: NoteDrawingProps) {
  const large = useRef<HTMLDialogElement>(null);
  const strokes = useDrawnStrokes(note, '');
  const count = strokes.length;
  if (count === 0) return null;
  const drawing = (
    <Drawing strokes={strokes} height={PAGE_HEIGHT} isOnPhoto={false} label={m.media_drawing({ count })} />
  );
  return (
    <>
      <button
        type="button"
        className={styles['small']}
        aria-label={onOpen ? m.media_drawing_edit({ count }) : m.media_drawing_open({ count })}
        onClick={(event) => {
          // The row around it has a tap of its own.
          event.stopPropagation();
          if (onOpen) onOpen();
          else large.current?.showModal();
        }}
      >
        {drawing}
      </button>
      {!onOpen && (
        <dialog
          ref={large}
          className={styles['large']}
          aria-label={m.media_drawing({ count })}
          onClick={(event) => event.stopPropagation()}
        >
          <div className={styles['page']}>{drawing}</div>
          <Button kind="plain" onClick={() => large.current?.close()}>
            {m.media_drawing_close()}
          </Button>
        </dialog>
      )}
    </>
  );
}
