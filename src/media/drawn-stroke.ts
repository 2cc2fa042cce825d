import type { Stroke } from '../domain/note.ts';
import { inkOf, type Ink, type StrokePoint } from '../domain/stroke.ts';
import { strokeOfText } from '../domain/stroke-text.ts';
import { strokeOutline } from './stroke-outline.ts';

/** A stroke ready to be drawn. */
export interface DrawnStroke {
  readonly id: string;
  readonly ink: Ink;
  readonly points: readonly StrokePoint[];
  readonly outline: string;
}

export function drawnStroke({ id, ink, points }: Pick<Stroke, 'id' | 'ink' | 'points'>): DrawnStroke {
  const read = strokeOfText(points);
  return { id, ink: inkOf(ink), points: read, outline: strokeOutline(read) };
}

/** Rows never change once they are written: each is made ready once, however often a live read hands it out again. */
export function drawnStrokes(): (rows: readonly Stroke[]) => readonly DrawnStroke[] {
  let known = new Map<string, DrawnStroke>();
  return (rows) => {
    known = new Map(rows.map((row) => [row.id, known.get(row.id) ?? drawnStroke(row)]));
    // What cannot be read draws nothing and is not counted.
    return [...known.values()].filter(({ outline }) => outline !== '');
  };
}
