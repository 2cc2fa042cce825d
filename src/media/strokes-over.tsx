import type { NoteId } from '../domain/ids.ts';
import { m } from '../i18n/paraglide/messages.js';
import { Drawing } from './drawing.tsx';
import { useDrawnStrokes } from './use-drawn-strokes.ts';

export function StrokesOver({ note, photo, height }: { note: NoteId; photo: string; height: number }) {
  const strokes = useDrawnStrokes(note, photo);
  if (strokes.length === 0) return null;
  return (
    <Drawing strokes={strokes} height={height} isOnPhoto label={m.media_drawing({ count: strokes.length })} />
  );
}
