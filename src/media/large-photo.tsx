import { useEffect, useRef, type ReactNode } from 'react';
import type { Photo } from '../domain/note.ts';
import { m } from '../i18n/paraglide/messages.js';
import { Button } from '../ui/button.tsx';
import styles from './large-photo.module.css';
import { PhotoFrame } from './photo-frame.tsx';

/** One photo as large as the window allows. */
export function LargePhoto({
  photo,
  alt,
  onClose,
  children,
}: {
  photo: Photo;
  alt: string;
  onClose: () => void;
  /** Lies over the picture. */
  children?: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const [width, height] = [photo.width ?? 4, photo.height ?? 3];
  return (
    <dialog ref={dialog} className={styles['large']} aria-label={alt} onClose={onClose}>
      <div className={styles['bar']}>
        <p className={styles['words']}>{alt}</p>
        <Button kind="plain" autoFocus onClick={() => dialog.current?.close()}>
          {m.media_close()}
        </Button>
      </div>
      <div className={styles['space']}>
        <div
          className={styles['sized']}
          // As wide as the window, or as the proportions allow at the window's height.
          style={{ inlineSize: `min(100%, calc((100dvh - 96px) * ${width / height}))` }}
        >
          <PhotoFrame photo={photo} alt={alt}>
            {children}
          </PhotoFrame>
        </div>
      </div>
    </dialog>
  );
}
