import * as Y from 'yjs';
import type { LessonId } from '../../../domain/ids.ts';
import type { Notebook } from '../../../notebook/database.ts';
import { forgetDraftLeft, minutesDraftsLeft } from '../../../notebook/minutes-drafts.ts';
import { watchMinutes, type MinutesRow } from '../../../notebook/read-minutes.ts';
import { addMinutes, newMinutesId } from '../../../notebook/write-minutes.ts';
import { minutesWriter } from './minutes-writer.ts';

/** What is typed on this page; everything else a document hears comes from disk. */
export const HERE = Symbol('typed here');
const FROM_DISK = Symbol('from disk');
/** An update without a step in it. */
const NOTHING = Y.encodeStateAsUpdate(new Y.Doc());

/** The joint text of one item: several people type in it at once, and nobody's words are lost (M8). */
export interface ItemMinutes {
  readonly text: Y.Text;
  readonly undo: Y.UndoManager;
  /** While a word is being composed (input methods, dictation) nothing of others is put under it. */
  readonly setHeld: (isHeld: boolean) => void;
  /** Hands over to the disk what was typed, at once. */
  readonly flush: () => void;
}

export interface Minutes {
  readonly of: (item: string) => ItemMinutes;
  readonly flush: () => void;
  readonly close: () => void;
}

interface Open extends ItemMinutes {
  readonly receive: (rows: readonly MinutesRow[]) => void;
  /** Puts in what was left half typed; false when it stood there already. */
  readonly takesUp: (update: Uint8Array) => boolean;
}

/**
 * The minutes of a lesson, one document for each item. Rows that other pages and tablets wrote are applied as they
 * come, in any order; what is typed here goes out as new rows. A row that is damaged is named and left out.
 */
export function openMinutes(
  notebook: Notebook,
  lesson: LessonId,
  {
    onTrouble,
    onRead,
    onWords,
  }: {
    onTrouble: (isInTrouble: boolean) => void;
    onRead?: () => void;
    /** An item has got its first word, or lost its last. */
    onWords?: () => void;
  },
): Minutes {
  const items = new Map<string, Open>();
  /** Rows that stand in a document already, or that are written here. */
  const known = new Set<string>();
  /** Items with words that are not saved yet: what one saves does not unsay what is told of another. */
  const inTrouble = new Set<string>();
  const tell = (item: string) => (isInTrouble: boolean) => {
    if (isInTrouble) inTrouble.add(item);
    else inTrouble.delete(item);
    onTrouble(inTrouble.size > 0);
  };
  const of = (item: string): Open => {
    const open = items.get(item) ?? openItem(notebook, item, known, { onTrouble: tell(item), onWords });
    items.set(item, open);
    return open;
  };
  let isRead = false;
  /** What the last page did not come to write; where it did, this changes nothing. */
  const restoreDrafts = async () => {
    for (const draft of await minutesDraftsLeft(notebook, lesson)) {
      if (isSound(draft.update) && of(draft.item).takesUp(draft.update)) {
        const id = newMinutesId(notebook, draft.item);
        known.add(id);
        await addMinutes(notebook, id, draft.update);
      }
      await forgetDraftLeft(notebook, draft);
    }
  };
  const stop = watchMinutes(notebook, lesson, {
    isKnown: (id) => known.has(id),
    onRows(rows) {
      for (const [item, ofItem] of byItem(rows)) of(item).receive(ofItem);
      for (const { id } of rows) known.add(id);
      if (isRead) return;
      isRead = true;
      restoreDrafts().then(onRead, (error: unknown) => {
        console.warn('Words that were left half typed could not be brought back.', error);
        onRead?.();
      });
    },
    onError: (error) => console.error('The minutes could not be read.', error),
  });
  const flush = () => {
    for (const item of items.values()) item.flush();
  };
  return {
    of,
    flush,
    close() {
      flush();
      stop();
    },
  };
}

function openItem(
  notebook: Notebook,
  item: string,
  known: Set<string>,
  { onTrouble, onWords }: { onTrouble: (isInTrouble: boolean) => void; onWords: (() => void) | undefined },
): Open {
  const doc = new Y.Doc();
  const text = doc.getText('text');
  const undo = new Y.UndoManager(text, { trackedOrigins: new Set([HERE]) });
  const writer = minutesWriter(notebook, item, { onWriting: (id) => known.add(id), onTrouble });
  let inserted = '';
  let hasWords = false;
  text.observe(({ delta }) => {
    inserted = delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
    if (text.length > 0 === hasWords) return;
    hasWords = !hasWords;
    onWords?.();
  });
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== FROM_DISK) writer.add(update, inserted);
  });
  let isHeld = false;
  let held: readonly MinutesRow[] = [];
  const receive = (rows: readonly MinutesRow[]) => {
    if (isHeld) held = [...held, ...rows];
    else applyRows(doc, rows);
  };
  return {
    text,
    undo,
    receive,
    takesUp(update) {
      const before = Y.encodeStateVector(doc);
      Y.applyUpdate(doc, update, FROM_DISK);
      return Y.diffUpdate(update, before).length > NOTHING.length;
    },
    flush: writer.flush,
    setHeld(next) {
      isHeld = next;
      const waiting = held;
      if (isHeld || waiting.length === 0) return;
      held = [];
      applyRows(doc, waiting);
    },
  };
}

/** All of them as one step: a discussion of an hour is some thousand rows, and the screen is drawn once. */
function applyRows(doc: Y.Doc, rows: readonly MinutesRow[]): void {
  const sound: Uint8Array[] = [];
  for (const { id, update } of rows) {
    if (update !== undefined && isSound(update)) sound.push(update);
    else console.warn(`A row of the minutes is damaged and was left out: ${id}`);
  }
  if (sound.length === 0) return;
  doc.transact(() => {
    for (const update of sound) Y.applyUpdate(doc, update, FROM_DISK);
  }, FROM_DISK);
}

/** Read to its end before it is applied: one that is cut would leave half of itself in the text. */
function isSound(update: Uint8Array): boolean {
  try {
    Y.decodeUpdate(update);
    return true;
  } catch {
    return false;
  }
}

function byItem(rows: readonly MinutesRow[]): ReadonlyMap<string, readonly MinutesRow[]> {
  const grouped = new Map<string, MinutesRow[]>();
  for (const row of rows) {
    const item = row.id.slice(0, row.id.lastIndexOf('.'));
    const ofItem = grouped.get(item);
    if (ofItem) ofItem.push(row);
    else grouped.set(item, [row]);
  }
  return grouped;
}
