import type { NoteId } from '../domain/ids.ts';
import { useIsDrawnOn } from './drawn-notes.tsx';
import { lazy, Waiting } from '../ui/lazy.tsx';

export interface NoteDrawingProps {
  readonly note: NoteId;
  /** Own notes: the pen goes on. Without it the drawing is shown large, to read. */
  readonly onOpen?: () => void;
}

/** What draws is fetched when the first note with a drawing is shown; most lessons have none. */
const SmallDrawing = lazy(() =>
  import('./small-drawing.tsx').then(
    (module) => ({ default: module.SmallDrawing }),
    (error: unknown) => {
      // The note's words are there without it.
      console.warn('What shows drawings could not be fetched.', error);
      return { default: () => null };
    },
  ),
);

/** The drawing of a note, small, below its words. */
export function NoteDrawing({ isHidden = false, ...props }: NoteDrawingProps & { isHidden?: boolean }) {
  if (!useIsDrawnOn(props.note) || isHidden) return null;
  return (
    <Waiting>
      <SmallDrawing {...props} />
    </Waiting>
  );
}
