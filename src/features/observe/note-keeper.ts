import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LessonId, MemberId, NoteId, SittingId, StageId } from '../../domain/ids.ts';
import type { Kind, MatchValue } from '../../domain/note.ts';
import type { PupilLetter, Subject } from '../../domain/study.ts';
import type { Notebook } from '../../notebook/database.ts';
import { forgetDraft, readDraft, saveDraft } from '../../notebook/drafts.ts';
import { isNoteThere } from '../../notebook/read-sitting.ts';
import { undo } from '../../notebook/undo.ts';
import {
  addNote,
  deleteNote,
  editNote,
  markStage,
  newNoteId,
  setMatch,
} from '../../notebook/write-lesson.ts';
import { draftKey, hasContent, parseComposerDraft, type ComposedNote } from './composed-note.ts';
import { draftWriter } from './draft-writer.ts';

/** A save that takes longer than this is named on screen. */
const SLOW_SAVE_MS = 1500;

export interface ComposerState {
  /** Chosen last; who a note is about when typing starts without a tap. */
  readonly subject: Subject;
  /** For the next note; a note being written has its own. */
  readonly kind: Kind;
  /** Undefined until a pupil is tapped or something is typed: only then do time and stage stand. */
  readonly note: ComposedNote | undefined;
  /** Handed over, but the notebook has not said "saved" yet. */
  readonly pending: readonly ComposedNote[];
  /** `note`: a note could not be saved. `tap`: a stage, mark or undo could not. `slow`: no answer for 1.5 s. */
  readonly trouble: 'none' | 'slow' | 'note' | 'tap';
  /** The stage tapped last; counts before the notebook has answered, so that the next note is in it. */
  readonly tappedStage: { readonly stage: StageId; readonly atMs: number } | undefined;
}

export interface KeeperDeps {
  readonly notebook: Notebook;
  readonly lesson: LessonId;
  readonly sitting: SittingId;
  readonly member: MemberId;
  readonly elapsedMs: () => number;
  /** The stage the notebook knows for a lesson time. */
  readonly stageAt: (atMs: number) => StageId | undefined;
}

/**
 * Keeps the notes of one sitting, and nothing a teacher writes is ever only on screen. The rules:
 * - A tap on a pupil (or the first character) makes the note's id and fixes its time and stage.
 * - Typing is in the drafts within 250 ms. Enter, another tap on a pupil, a stage, Undo, the end of the lesson or leaving
 *   the screen hand the note over to be saved; its draft goes only when the notebook has said "saved".
 * - A tag saves at once: the note becomes a row, and while it stays in the composer that row is kept up to date.
 * - What could not be saved stays on screen and in the drafts and is tried again with the next action. The id is made
 *   once, so a note saved twice is one note.
 */
export type NoteKeeper = ReturnType<typeof noteKeeper>;

/** Opens the keeper where the last page of this sitting stopped, in mid-word if need be. */
export async function openNoteKeeper(deps: KeeperDeps): Promise<NoteKeeper> {
  const { notebook, sitting } = deps;
  const draft = parseComposerDraft(await readDraft(notebook, draftKey(sitting)));
  const written = [...(draft?.pending ?? []), ...(draft?.note ? [draft.note] : [])];
  const there = await Promise.all(
    written.map(async ({ id }) => ((await isNoteThere(notebook, id)) ? [id] : [])),
  );
  const store = createStore<ComposerState>(() => ({
    subject: draft?.subject ?? 'class',
    kind: draft?.note?.kind ?? 'did',
    note: draft?.note,
    pending: draft?.pending ?? [],
    trouble: 'none',
    tappedStage: undefined,
  }));
  const keeper = noteKeeper(deps, store, new Set(there.flat()));
  if (draft !== undefined && draft.pending.length > 0) void keeper.settle();
  return keeper;
}

function noteKeeper(deps: KeeperDeps, store: StoreApi<ComposerState>, rows: Set<NoteId>) {
  const { notebook, lesson, sitting, member } = deps;
  const get = store.getState;
  const set = store.setState;
  const drafts = draftWriter(async () => {
    const { subject, note, pending } = get();
    if (note === undefined && pending.length === 0) await forgetDraft(notebook, draftKey(sitting));
    else await saveDraft(notebook, draftKey(sitting), { subject, note, pending });
  });

  // One write after another, so that undo meets what was written before it.
  let queue: Promise<void> = Promise.resolve();
  const enqueue = (work: () => Promise<void>) => {
    queue = queue.then(work);
    return queue;
  };

  const stageNow = (atMs: number) => get().tappedStage?.stage ?? deps.stageAt(atMs);

  function begin(subject: Subject): ComposedNote {
    const atMs = deps.elapsedMs();
    const stage = stageNow(atMs);
    return {
      id: newNoteId(notebook, lesson),
      pupil: subject,
      kind: get().kind,
      text: '',
      tags: [],
      ...(stage !== undefined && { stage }),
      atMs,
    };
  }

  /** Writes the note as it stands: a new row, a fuller wording of its row, or no row when everything was taken out again. */
  async function write(note: ComposedNote): Promise<void> {
    const { id, text, kind, pupil, tags } = note;
    if (!rows.has(id)) {
      if (!hasContent(note)) return;
      await addNote(notebook, { ...note, stage: note.stage, sitting, observer: member });
      rows.add(id);
    } else if (hasContent(note)) {
      // Without an undo step of its own: taking back the note takes back all of it.
      await editNote(notebook, id, { text, kind, pupil, tags });
    } else {
      await deleteNote(notebook, id, { undoScope: sitting });
      rows.delete(id);
    }
  }

  /** Saves what was handed over, oldest first. Resolves true when nothing is waiting any more. */
  async function savePending(): Promise<boolean> {
    const slow = setTimeout(() => set({ trouble: 'slow' }), SLOW_SAVE_MS);
    try {
      for (let note = get().pending[0]; note !== undefined; note = get().pending[0]) {
        await write(note);
        set({ pending: get().pending.slice(1) });
      }
      // Words that an earlier turn of the queue gave back are in the composer and still not saved.
      const { trouble, note } = get();
      if (trouble !== 'note' || !hasContent(note)) set({ trouble: 'none' });
      return true;
    } catch (error) {
      console.warn('A note could not be saved yet.', error);
      giveBack();
      return false;
    } finally {
      clearTimeout(slow);
      void drafts.flush();
    }
  }

  /** A note that could not be saved returns to the composer, unless the next one is already being written there. */
  function giveBack() {
    const { note, pending } = get();
    const [only, ...others] = pending;
    const fits = note === undefined && only !== undefined && others.length === 0;
    set(fits ? { note: only, pending: [], subject: only.pupil, trouble: 'note' } : { trouble: 'note' });
  }

  /** The composer is free for the next note; this one is saved in its turn. */
  function handOver(): void {
    const { note, pending } = get();
    if (note === undefined) return;
    const isWorthSaving = hasContent(note) || rows.has(note.id);
    set({ note: undefined, ...(isWorthSaving && { pending: [...pending, note], kind: 'did' as const }) });
  }

  const settle = () => enqueue(async () => void (await savePending()));

  /** A stage, a mark, an undo: after the notes before it, with words on screen if it could not be saved. */
  const act = (work: () => Promise<unknown>, whenFailed?: () => void) =>
    enqueue(async () => {
      const isSettled = await savePending();
      try {
        if (isSettled) await work();
        else whenFailed?.();
      } catch (error) {
        console.warn('A tap could not be saved.', error);
        whenFailed?.();
        set({ trouble: 'tap' });
      }
    });

  function change(note: ComposedNote, { andSave }: { andSave: boolean }) {
    set({ note });
    drafts.touch();
    if (!andSave) return;
    void enqueue(async () => {
      const current = get().note;
      if (current?.id !== note.id) return;
      try {
        await write(current);
        set({ trouble: 'none' });
      } catch (error) {
        console.warn('A note could not be saved yet.', error);
        set({ trouble: 'note' });
      }
    });
  }

  return {
    store,
    settle,
    choose(subject: Subject) {
      handOver();
      set({ subject, note: begin(subject) });
      void settle();
    },
    type(text: string) {
      const note = get().note;
      if (note === undefined && text === '') return;
      change({ ...(note ?? begin(get().subject)), text }, { andSave: false });
    },
    setKind(kind: Kind) {
      const { note } = get();
      set({ kind });
      if (note !== undefined) change({ ...note, kind }, { andSave: rows.has(note.id) });
    },
    toggleTag(tag: string) {
      const note = get().note ?? begin(get().subject);
      const tags = note.tags.includes(tag) ? note.tags.filter((other) => other !== tag) : [...note.tags, tag];
      change({ ...note, tags }, { andSave: true });
    },
    /** Enter: the note is finished; the next one is about the same pupil unless another is tapped. */
    async finish() {
      handOver();
      await settle();
    },
    tapStage(stage: StageId) {
      const atMs = deps.elapsedMs();
      handOver();
      set({ tappedStage: { stage, atMs } });
      void act(
        () => markStage(notebook, { lesson, sitting, stage, atMs }),
        () => set({ tappedStage: undefined }),
      );
    },
    tapMatch(stage: StageId, letter: PupilLetter, value: MatchValue | '') {
      void act(() => setMatch(notebook, { stage, letter, member, value, undoScope: sitting }));
    },
    /** Takes back the note being written, or else the latest step of this sitting. */
    undo() {
      handOver();
      void act(async () => {
        await undo(notebook, sitting);
        set({ tappedStage: undefined });
      });
    },
    editNote(id: NoteId, fields: Parameters<typeof editNote>[2]) {
      return editNote(notebook, id, fields, { undoScope: sitting });
    },
    deleteNote(id: NoteId) {
      return deleteNote(notebook, id, { undoScope: sitting });
    },
    /** The page is being hidden: no save, but everything typed is in the drafts at once. */
    keepDraft: () => drafts.flush(),
  };
}
