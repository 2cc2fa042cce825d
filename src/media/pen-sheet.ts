import { createStore } from 'zustand/vanilla';
import type { NoteId, SittingId } from '../domain/ids.ts';
import type { Stroke } from '../domain/note.ts';
import { distanceToStroke, type Ink, type StrokePoint } from '../domain/stroke.ts';
import { textOfStroke } from '../domain/stroke-text.ts';
import type { Notebook } from '../notebook/database.ts';
import { stepsOnPage, strokesOn } from '../notebook/read-strokes.ts';
import { undo } from '../notebook/undo.ts';
import { addStroke, eraseStrokes, newStrokeId, type NewStroke } from '../notebook/write-strokes.ts';
import { drawnStroke, drawnStrokes, type DrawnStroke } from './drawn-stroke.ts';

/** After a save that did not succeed, once nobody draws on who would try it again. */
const TRY_AGAIN_AFTER_MS = 1_000;

export interface PenSheetDeps {
  readonly notebook: Notebook;
  readonly note: NoteId;
  /** The photo that is drawn over, '' for the note's own page. */
  readonly photo: string;
  readonly undoScope: SittingId;
  /** Saves in the turn of whoever keeps the note, so that its row is there first. */
  readonly inTurn: (work: () => Promise<void>) => Promise<void>;
}

interface PenSheetState {
  /** As the notebook has them. */
  readonly saved: readonly DrawnStroke[];
  /** Drawn here, and not yet among the saved. */
  readonly fresh: readonly FreshStroke[];
  /** Met by the eraser, and not yet gone from the saved. */
  readonly erased: ReadonlySet<string>;
  readonly hasTrouble: boolean;
}

interface FreshStroke {
  readonly row: NewStroke;
  readonly drawn: DrawnStroke;
  readonly isSaved: boolean;
}

export type PenSheet = ReturnType<typeof penSheet>;

/**
 * What is on one page, ahead of the notebook: a stroke is on screen when the pen is lifted and saved right after. What
 * could not be saved stays on screen and is tried again with the next stroke.
 */
export function penSheet({ notebook, note, photo, undoScope, inTurn }: PenSheetDeps) {
  const store = createStore<PenSheetState>(() => ({
    saved: [],
    fresh: [],
    erased: new Set(),
    hasTrouble: false,
  }));
  const get = store.getState;
  const set = store.setState;
  const ready = drawnStrokes();
  let queue: Promise<void> = Promise.resolve();

  /** One after another, in the order things were done; true when it is on disk. */
  function inOrder(work: () => Promise<void>): Promise<boolean> {
    const turn = queue.then(() => inTurn(work));
    queue = turn.catch(() => undefined);
    return turn.then(
      () => {
        set({ hasTrouble: false });
        return true;
      },
      (error: unknown) => {
        console.warn('A drawing could not be saved yet.', error);
        set({ hasTrouble: true });
        return false;
      },
    );
  }

  const saveFresh = () =>
    inOrder(async () => {
      for (const { row } of get().fresh.filter(({ isSaved }) => !isSaved)) {
        await addStroke(notebook, row, undoScope);
        set({
          fresh: get().fresh.map((each) => (each.row.id === row.id ? { ...each, isSaved: true } : each)),
        });
      }
    });

  async function eraseAll(ids: readonly string[]): Promise<void> {
    set({ erased: new Set([...get().erased, ...ids]) });
    const isDone = (await saveFresh()) && (await inOrder(() => eraseStrokes(notebook, ids, undoScope)));
    const { fresh } = get();
    // What could not be erased is there, and is shown.
    set(isDone ? { fresh: fresh.filter(({ row }) => !ids.includes(row.id)) } : { erased: new Set() });
  }

  /** The notebook's strokes, after every change of them. */
  function follow(rows: readonly Stroke[]) {
    const ids = new Set(rows.map(({ id }) => id));
    const fresh = get().fresh.filter(({ row }) => !ids.has(row.id));
    for (const { row } of fresh) ids.add(row.id);
    const erased = new Set([...get().erased].filter((id) => ids.has(id)));
    set({ saved: ready(rows), fresh, erased });
  }

  const shown = () => shownStrokes(get());
  let met: string[] = [];

  return {
    store,
    follow,
    draw(points: readonly StrokePoint[], ink: Ink) {
      const row = { id: newStrokeId(notebook, note), photo, ink, points: textOfStroke(points) };
      set({ fresh: [...get().fresh, { row, drawn: drawnStroke(row), isSaved: false }] });
      void saveFresh();
    },
    /** Takes from the screen what the eraser touches; from the notebook when it is lifted, in one step. */
    eraseAt(spot: StrokePoint, reach: number) {
      const touched = shown().filter(({ points }) => distanceToStroke(points, spot) <= reach);
      if (touched.length === 0) return;
      met.push(...touched.map(({ id }) => id));
      set({ erased: new Set([...get().erased, ...met]) });
    },
    finishErasing() {
      const ids = met;
      met = [];
      if (ids.length > 0) void eraseAll(ids);
    },
    eraseLast() {
      const last = shown().at(-1);
      if (last) void eraseAll([last.id]);
    },
    clear: () => void eraseAll(shown().map(({ id }) => id)),
    undo: () =>
      void inOrder(async () => {
        await undo(notebook, undoScope, await stepsOnPage(notebook, note, photo));
        // What was drawn here and is saved is from now on as the notebook says.
        const rows = await strokesOn(notebook, note, photo);
        set({ fresh: get().fresh.filter(({ isSaved }) => !isSaved), erased: new Set() });
        follow(rows);
      }),
    /** True when everything on the page is on disk. */
    settle: saveFresh,
    /** The page goes, by a tap on another pupil perhaps. What is not on disk yet is tried until it is. */
    leave() {
      const save = async () => {
        if (!(await saveFresh())) setTimeout(() => void save(), TRY_AGAIN_AFTER_MS);
      };
      if (get().fresh.some(({ isSaved }) => !isSaved)) void save();
    },
  };
}

export function shownStrokes({ saved, fresh, erased }: PenSheetState): readonly DrawnStroke[] {
  const ids = new Set(saved.map(({ id }) => id));
  const ahead = fresh.map(({ drawn }) => drawn).filter(({ id }) => !ids.has(id));
  return [...saved, ...ahead].filter(({ id }) => !erased.has(id));
}
