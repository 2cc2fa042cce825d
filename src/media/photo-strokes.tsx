import { lastSegment, parentId } from '../domain/ids.ts';
import type { Photo } from '../domain/note.ts';
import { PAGE_WIDTH } from '../domain/stroke.ts';
import { useIsDrawnOn } from './drawn-notes.tsx';
import { lazy, Waiting } from '../ui/lazy.tsx';

const StrokesOver = lazy(() =>
  import('./strokes-over.tsx').then(
    (module) => ({ default: module.StrokesOver }),
    (error: unknown) => {
      console.warn('What shows drawings could not be fetched.', error);
      return { default: () => null };
    },
  ),
);

/** What was drawn over a photo; lies exactly on it. */
export function PhotoStrokes({ photo }: { photo: Pick<Photo, 'id' | 'width' | 'height'> }) {
  const note = parentId(photo.id);
  if (!useIsDrawnOn(note)) return null;
  return (
    <Waiting>
      <StrokesOver note={note} photo={lastSegment(photo.id)} height={heightOf(photo)} />
    </Waiting>
  );
}

/** In ten-thousandths of the photo's width. */
export function heightOf({ width, height }: Pick<Photo, 'width' | 'height'>): number {
  return Math.round((PAGE_WIDTH * (height ?? 3)) / (width ?? 4));
}
