import { useState } from 'react';
import type { SittingId } from '../domain/ids.ts';
import type { Note } from '../domain/note.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../notebook/notebook-context.tsx';
import { deletePhoto } from '../notebook/write-photos.ts';
import { Button } from '../ui/button.tsx';
import styles from './edit-photos.module.css';
import { useLessonPhotos } from './lesson-photos.tsx';
import { PhotoButton } from './photo-button.tsx';
import { PhotoThumbs } from './photo-thumbs.tsx';

/** The photos of an own note while it is open for change: add one where that is allowed, delete any. */
export function EditPhotos({ note, undoScope }: { note: Note; undoScope: SittingId }) {
  const { notebook } = useOpenNotebook();
  const photos = useLessonPhotos(({ byNote }) => byNote.get(note.id));
  const [isUnsaved, setIsUnsaved] = useState(false);
  const remove = (photo: string) => {
    deletePhoto(notebook, photo, { undoScope }).then(
      () => setIsUnsaved(false),
      (error: unknown) => {
        console.warn('A photo could not be deleted yet.', error);
        setIsUnsaved(true);
      },
    );
  };
  return (
    <div role="group" aria-label={m.media_photos()} className={styles['photos']}>
      {photos?.map((photo, index) => (
        <div key={photo.id} className={styles['photo']}>
          <PhotoThumbs note={note} photos={[photo]} />
          <Button
            kind="quiet"
            aria-label={m.media_delete_number({ number: index + 1 })}
            onClick={() => remove(photo.id)}
          >
            {m.media_delete()}
          </Button>
        </div>
      ))}
      <PhotoButton
        subject={note.pupil}
        undoScope={undoScope}
        className={styles['add']}
        begin={() => note.id}
        attach={(_, work) => work()}
      />
      {isUnsaved && <p role="alert">{m.media_not_deleted()}</p>}
    </div>
  );
}
