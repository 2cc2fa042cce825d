import { useState } from 'react';
import type { Note, Photo } from '../domain/note.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLessonPhotos } from './lesson-photos.tsx';
import { LargePhoto } from './large-photo.tsx';
import { PhotoFrame } from './photo-frame.tsx';
import { PhotoStrokes } from './photo-strokes.tsx';
import styles from './photo-thumbs.module.css';
import { altOf } from './photo-words.ts';

/** The photos of a note, small; a tap opens one large. */
export function PhotoThumbs({ note, photos }: { note: Note; photos: readonly Photo[] }) {
  const alt = altOf(
    note,
    useLessonPhotos((all) => all),
  );
  const [open, setOpen] = useState<string>();
  const large = photos.find(({ id }) => id === open);
  return (
    // A note's row opens its editor when it is tapped; a tap on a photo is not meant for the row.
    <span className={styles['thumbs']} onClick={(event) => event.stopPropagation()}>
      {photos.map((photo) => (
        <button
          key={photo.id}
          type="button"
          className={styles['thumb']}
          aria-haspopup="dialog"
          onClick={() => setOpen(photo.id)}
        >
          <PhotoFrame photo={photo} alt={alt}>
            <PhotoStrokes photo={photo} />
          </PhotoFrame>
          <span className={styles['hint']}>{m.media_open_large()}</span>
        </button>
      ))}
      {large && <LargePhoto note={note} photo={large} alt={alt} onClose={() => setOpen(undefined)} />}
    </span>
  );
}
