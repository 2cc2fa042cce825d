import { useEffect, useRef, useState } from 'react';
import { childId, lastSegment, lessonOf } from '../domain/ids.ts';
import type { Note, Photo } from '../domain/note.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../notebook/notebook-context.tsx';
import { Button } from '../ui/button.tsx';
import styles from './large-photo.module.css';
import { Pen } from './pen.tsx';
import { PhotoFrame } from './photo-frame.tsx';
import { heightOf, PhotoStrokes } from './photo-strokes.tsx';

/** One photo as large as the window allows; who took it can draw on it. */
export function LargePhoto({
  note,
  photo,
  alt,
  onClose,
}: {
  note: Note;
  photo: Photo;
  alt: string;
  onClose: () => void;
}) {
  const { me } = useOpenNotebook();
  const [isDrawing, setIsDrawing] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const [width, height] = [photo.width ?? 4, photo.height ?? 3];
  return (
    <dialog ref={dialog} className={styles['large']} aria-label={alt} onClose={onClose}>
      <div className={styles['bar']}>
        <p className={styles['words']}>{alt}</p>
        <div className={styles['buttons']}>
          {note.observer === me && !isDrawing && (
            <Button kind="plain" onClick={() => setIsDrawing(true)}>
              {m.media_pen()}
            </Button>
          )}
          <Button kind="plain" autoFocus onClick={() => dialog.current?.close()}>
            {m.media_close()}
          </Button>
        </div>
      </div>
      <div className={styles['space']}>
        {isDrawing ? (
          <Pen
            note={note.id}
            undoScope={undoScopeOf(note)}
            backdrop={{
              photo: lastSegment(photo.id),
              height: heightOf(photo),
              picture: <PhotoFrame photo={photo} alt={alt} />,
            }}
            onDone={() => setIsDrawing(false)}
          />
        ) : (
          <div
            className={styles['sized']}
            // As wide as the window, or as the proportions allow at the window's height.
            style={{ inlineSize: `min(100%, calc((100dvh - 96px) * ${width / height}))` }}
          >
            <PhotoFrame photo={photo} alt={alt}>
              <PhotoStrokes photo={photo} />
            </PhotoFrame>
          </div>
        )}
      </div>
    </dialog>
  );
}

/** Strokes are taken back with the lesson they were drawn in; without a watch of their own, on the photo alone. */
function undoScopeOf({ id, sitting }: Note): string {
  return sitting === '' ? id : childId(lessonOf(id), sitting);
}
