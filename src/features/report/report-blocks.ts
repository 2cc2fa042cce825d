import type { Photo, Stroke } from '../../domain/note.ts';
import type { Subject } from '../../domain/study.ts';
import type { Glance } from './glance.ts';

/** `strong` stands out, `second` steps back, `thought` is the observer's own and never looks like evidence. */
export interface Run {
  readonly text: string;
  readonly mark?: 'strong' | 'second' | 'thought';
}

export interface Words {
  readonly kind: 'words';
  readonly runs: readonly Run[];
  /** Said before the lesson, where it stands among what was seen in it. */
  readonly isPredicted?: boolean;
}

export interface PhotoPart {
  readonly kind: 'photo';
  readonly photo: Photo;
  /** Drawn over it. */
  readonly strokes: readonly Stroke[];
  /** Whose work it is, who took it and when. */
  readonly caption: string;
  readonly isHere: boolean;
}

export interface DrawingPart {
  readonly kind: 'drawing';
  readonly strokes: readonly Stroke[];
  readonly caption: string;
}

/** What stands in a table's cell, one below the other. A note and what belongs to it is one part: no page cuts it. */
export interface Together {
  readonly kind: 'together';
  readonly parts: readonly (Words | PhotoPart | DrawingPart)[];
}

export type Part = Words | Together;

export interface Cell {
  readonly parts: readonly Part[];
  readonly subject?: Subject;
  readonly isHead?: boolean;
}

export interface Table {
  readonly kind: 'table';
  readonly label: string;
  readonly head: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
  /** Of the columns, in hundredths of the page's width. */
  readonly widths: readonly number[];
}

/**
 * The report as plain data, in the order it is read: the print page and the Word document are two ways to show it, and
 * neither knows a lesson.
 */
export type Block =
  | { readonly kind: 'title'; readonly text: string; readonly under: string }
  | {
      readonly kind: 'heading';
      readonly level: 1 | 2 | 3;
      readonly text: string;
      readonly startsPage?: boolean;
    }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly name: string; readonly text: string }[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Run[])[] }
  | { readonly kind: 'glance'; readonly label: string; readonly glance: Glance }
  | Words
  | Table;

export function words(...runs: readonly Run[]): Words {
  return { kind: 'words', runs: runs.filter(({ text }) => text !== '') };
}

export function heading(level: 1 | 2 | 3, text: string, options: { startsPage?: boolean } = {}): Block {
  return { kind: 'heading', level, text, ...options };
}

/** Facts that somebody wrote; nothing when there are none, because what nobody wrote takes no room on paper. */
export function facts(all: readonly (readonly [name: string, text: string])[]): readonly Block[] {
  const written = all.flatMap(([name, text]) => (text.trim() === '' ? [] : [{ name, text: text.trim() }]));
  return written.length === 0 ? [] : [{ kind: 'facts', facts: written }];
}

export function textCell(text: string, options: Omit<Cell, 'parts'> = {}): Cell {
  return { parts: text.trim() === '' ? [] : [words({ text: text.trim() })], ...options };
}

export function headCells(...texts: readonly string[]): readonly Cell[] {
  return texts.map((text) => textCell(text, { isHead: true }));
}
