import type { StoreApi } from 'zustand/vanilla';
import type { NoteId } from '../../domain/ids.ts';
import { hasMoreThanWords } from '../../notebook/more-than-words.ts';
import { isNoteThere } from '../../notebook/read-sitting.ts';
import type { DraftAfter } from '../../notebook/commit.ts';
import { addNote, bringBackNote, deleteNote, editNote } from '../../notebook/write-lesson.ts';
import { hasContent, type ComposedNote } from './composed-note.ts';
import type { ComposerState, KeeperDeps } from './composer-state.ts';
import { SLOW_SAVE_MS, type DraftWriter } from '../../ui/draft-writer.ts';

interface SaveQueueDeps extends Pick<KeeperDeps, 'notebook' | 'sitting' | 'member'> {
  readonly store: StoreApi<ComposerState>;
  readonly drafts: DraftWriter;
  /** What the drafts are to hold; with a note, once that one is saved and out of the composer. */
  readonly draftWithout: (saved?: NoteId) => DraftAfter;
  /** Notes of the composer that are rows already: their tag was tapped, or a crash came after their save. */
  readonly rows: Set<NoteId>;
  /** The note that an earlier page left half written; as long as nothing is changed in it, another tab may have newer words. */
  readonly found: ComposedNote | undefined;
  readonly isFoundOthers: () => Promise<boolean>;
}

export type SaveQueue = ReturnType<typeof saveQueue>;

/**
 * Saves notes and taps one after another, in the order they were made, so that undo meets what was written before it.
 * A note leaves `pending` when the notebook has said "saved", and not before; what failed is tried again by the next turn.
 */
export function saveQueue({
  notebook,
  sitting,
  member,
  store,
  drafts,
  draftWithout,
  rows,
  found,
  isFoundOthers,
}: SaveQueueDeps) {
  const get = store.getState;
  const set = store.setState;
  let queue: Promise<void> = Promise.resolve();
  let unfinished = 0;
  const enqueue = (work: () => Promise<void>) => {
    unfinished += 1;
    const turn = async () => {
      // Of a note that could not be saved the screen says so until it is.
      const isSlow = () => set(get().trouble === 'note' ? {} : { trouble: 'slow' });
      const slow = setTimeout(isSlow, SLOW_SAVE_MS);
      try {
        await work();
      } finally {
        clearTimeout(slow);
        if (get().trouble === 'slow') set({ trouble: 'none' });
        unfinished -= 1;
      }
    };
    queue = queue.then(turn);
    return queue;
  };
  const begun = new Map<NoteId, Promise<void>>();
  /** Notes whose row was deleted because everything was taken out of them again, by whoever is still writing them. */
  const takenOut = new Set<NoteId>();

  /**
   * Writes the note as it stands: a new row, a fuller wording of its row, or no row when everything was taken out again.
   * The drafts change with it, so that a crash right after leaves no older wording that would be saved over this one.
   */
  async function write(note: ComposedNote, draftAfter: () => DraftAfter): Promise<void> {
    if (note === found && (await isFoundOthers())) return;
    const { id, text, kind, pupil, tags } = note;
    const draft = () => {
      drafts.takenAlong();
      return draftAfter();
    };
    if (!rows.has(id)) {
      if (!hasContent(note) && note.isHeld !== true) return;
      // Counts as a row from here on: tags that are taken out meanwhile must take the row out too.
      rows.add(id);
      try {
        await addNote(
          notebook,
          { ...note, stage: note.stage, sitting, observer: member, isBack: takenOut.has(id) },
          { draft: draft() },
        );
      } catch (error) {
        rows.delete(id);
        throw error;
      }
    } else if (hasContent(note) || (await hasMoreThanWords(notebook, id))) {
      // Without an undo step of its own: taking back the note takes back all of it.
      await editNote(notebook, id, { text, kind, pupil, tags }, { draft: draft() });
    } else {
      await takeOut(id);
      drafts.touch();
    }
  }

  async function takeOut(id: NoteId): Promise<void> {
    await deleteNote(notebook, id, { undoScope: sitting });
    takenOut.add(id);
    rows.delete(id);
  }

  /** The row of a note that something hangs on. */
  async function writeHeld(note: ComposedNote): Promise<void> {
    try {
      await write({ ...note, isHeld: true }, draftWithout);
      drafts.catchUp();
    } catch (error) {
      void drafts.flush();
      throw error;
    }
  }

  /** Its row was made for a photo that was refused in the end: it is not left standing without anything. */
  async function takeOutIfEmpty({ id, isHeld }: ComposedNote): Promise<void> {
    const isStillEmpty = [get().note, ...get().pending].every((each) => each?.id !== id || !hasContent(each));
    if (isHeld === true || !isStillEmpty || (await hasMoreThanWords(notebook, id))) return;
    await takeOut(id);
  }

  /** What was handed over up to now, and so before the turn that is asked for: a later note has a turn of its own. */
  const handedOver = (): ReadonlySet<NoteId> => new Set(get().pending.map(({ id }) => id));

  /** Oldest first. Resolves true when nothing of it is waiting any more. */
  async function savePending(due: ReadonlySet<NoteId>): Promise<boolean> {
    const isAnything = get().pending.length > 0;
    let isSaved = false;
    try {
      for (let [note] = get().pending; note !== undefined && due.has(note.id); [note] = get().pending) {
        const writing = begun.get(note.id) ?? write(note, () => draftWithout(note.id));
        begun.delete(note.id);
        await writing;
        set({ pending: get().pending.slice(1) });
      }
      // Words that an earlier turn of the queue gave back are in the composer and still not saved.
      const { trouble, note } = get();
      if (trouble !== 'note' || !hasContent(note)) set({ trouble: 'none' });
      isSaved = true;
      return true;
    } catch (error) {
      console.warn('A note could not be saved yet.', error);
      giveBack();
      return false;
    } finally {
      // A note that is merely begun goes to the drafts with its first words.
      if (!isAnything) drafts.touch();
      else if (isSaved) drafts.catchUp();
      else void drafts.flush();
    }
  }

  /** A note that could not be saved returns to the composer, unless the next one is already being written there. */
  function giveBack() {
    const { note, pending } = get();
    const [only, ...others] = pending;
    const fits = note === undefined && only !== undefined && others.length === 0;
    set(fits ? { note: only, pending: [], subject: only.pupil, trouble: 'note' } : { trouble: 'note' });
  }

  return {
    /**
     * Begins to save a note that is about to be handed over, unless others are to be saved before it. Called before the
     * screen hears of it, so that the disk is at work before the next frame is drawn; `settle` then waits for it.
     * Answers the save, or undefined when the note has to wait for its turn.
     */
    begin: (note: ComposedNote): Promise<void> | undefined => {
      if (unfinished > 0 || get().pending.length > 0) return undefined;
      const writing = write(note, () => draftWithout(note.id));
      // Whether it failed is for the turn to find out that waits for it.
      writing.catch(() => undefined);
      begun.set(note.id, writing);
      return writing;
    },
    /** Saves what was handed over. */
    settle: () => {
      const due = handedOver();
      return enqueue(async () => void (await savePending(due)));
    },
    /** Saves the note that is still in the composer, in its wording of that moment. */
    saveOpen: (id: NoteId) =>
      enqueue(async () => {
        const { note } = get();
        if (note?.id !== id) return;
        try {
          await write(note, draftWithout);
          drafts.catchUp();
          set({ trouble: 'none' });
        } catch (error) {
          console.warn('A note could not be saved yet.', error);
          void drafts.flush();
          set({ trouble: 'note' });
        }
      }),
    /** What hangs on a note is saved after it. A note that was not saved when the pen was set down gets its row now. */
    attach: (id: NoteId, work: () => Promise<void>) => {
      const asItIs = () => [get().note, ...get().pending].find((each) => each?.id === id);
      // Without words it is nothing for the composer, and gone from there when another pupil is tapped before its turn.
      const asItWas = asItIs();
      const turn = async () => {
        const note = asItIs() ?? asItWas;
        const isMadeForIt = note !== undefined && !rows.has(id);
        if (isMadeForIt) await writeHeld(note);
        // Another pupil was tapped while the pen was still down, and the note was taken for empty.
        else if (!(await isNoteThere(notebook, id))) await bringBackNote(notebook, id);
        await work();
        if (isMadeForIt) await takeOutIfEmpty(note);
      };
      let outcome: Promise<void> = Promise.resolve();
      void enqueue(async () => {
        outcome = turn();
        // The queue goes on; whoever asked is told below.
        await outcome.catch(() => undefined);
      });
      return queue.then(() => outcome);
    },
    /** A stage, a mark, an undo: after the notes before it, with words on screen if it could not be saved. */
    act: (work: () => Promise<unknown>, whenFailed?: () => void) => {
      const due = handedOver();
      return enqueue(async () => {
        const isSettled = await savePending(due);
        try {
          if (isSettled) await work();
          else whenFailed?.();
        } catch (error) {
          console.warn('A tap could not be saved.', error);
          whenFailed?.();
          set({ trouble: 'tap' });
        }
      });
    },
  };
}
