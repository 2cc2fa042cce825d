import { useRef, type ReactNode } from 'react';
import type { Photo } from '../domain/note.ts';
import { m } from '../i18n/paraglide/messages.js';
import { classNames } from '../ui/class-names.ts';
import styles from './photo-frame.module.css';
import { useIsNear } from './use-is-near.ts';
import { usePicture } from './use-picture.ts';

/**
 * A photo of work in the size its place gives it, in its own proportions from the first moment, so that nothing moves
 * when the bytes arrive. What is given as children lies exactly over the picture: strokes of the pen, say.
 */
export function PhotoFrame({
  photo,
  alt,
  className,
  children,
}: {
  photo: Pick<Photo, 'id' | 'width' | 'height'>;
  /** Whose work it is, who took it and when. */
  alt: string;
  className?: string | undefined;
  children?: ReactNode;
}) {
  const frame = useRef<HTMLSpanElement>(null);
  const picture = usePicture(photo.id, useIsNear(frame));
  const [width, height] = [photo.width ?? 4, photo.height ?? 3];
  return (
    <span
      ref={frame}
      className={classNames(styles['frame'], className)}
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      {picture === undefined ? (
        <span className={styles['waiting']}>
          <span className={styles['hidden']}>{alt}</span>
          {m.media_arrives()}
        </span>
      ) : (
        <img
          className={styles['picture']}
          ref={picture}
          alt={alt}
          width={width}
          height={height}
          decoding="async"
        />
      )}
      {children !== undefined && <span className={styles['over']}>{children}</span>}
    </span>
  );
}
