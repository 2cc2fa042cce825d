import { useContext, useMemo } from 'react';
import { PAGE_HEIGHT } from '../../domain/stroke.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Drawing } from '../../media/drawing.tsx';
import { drawnStroke } from '../../media/drawn-stroke.ts';
import { heightOf } from '../../media/photo-strokes.tsx';
import { usePicture } from '../../media/use-picture.ts';
import { IsMeasuredCopy } from './measured-copy.ts';
import type { DrawingPart, PhotoPart } from './report-blocks.ts';
import styles from './paper.module.css';

/** A photo of work with what was drawn over it. One that is not on this tablet says so, and is asked for. */
export function PhotoView({ part: { photo, strokes, caption, isHere } }: { part: PhotoPart }) {
  const picture = usePicture(photo.id, !useContext(IsMeasuredCopy));
  const drawn = useMemo(() => strokes.map(drawnStroke), [strokes]);
  const label = m.report_photo_of({ caption });
  if (picture === undefined && !isHere) {
    return <span className={styles['caption']}>{m.report_photo_missing({ caption })}</span>;
  }
  const [width, height] = [photo.width ?? 4, photo.height ?? 3];
  // In its own proportions from the first moment, so that what fits on a page is known before the bytes are read.
  return (
    <span className={styles['photo']} style={{ aspectRatio: `${width} / ${height}` }}>
      {picture && <img ref={picture} alt={label} width={width} height={height} />}
      {drawn.length > 0 && (
        <span className={styles['over']}>
          <Drawing
            strokes={drawn}
            height={heightOf(photo)}
            isOnPhoto
            label={m.media_drawing({ count: drawn.length })}
          />
        </span>
      )}
    </span>
  );
}

export function DrawingView({ part: { strokes, caption } }: { part: DrawingPart }) {
  const drawn = useMemo(() => strokes.map(drawnStroke), [strokes]);
  return (
    <span className={styles['drawing']}>
      <Drawing strokes={drawn} height={PAGE_HEIGHT} isOnPhoto={false} label={caption} />
    </span>
  );
}
