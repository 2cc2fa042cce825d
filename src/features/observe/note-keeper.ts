import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NoteId, StageId } from '../../domain/ids.ts';
import type { Kind, MatchValue } from '../../domain/note.ts';
import type { PupilLetter, Subject } from '../../domain/study.ts';
import { alive } from '../../notebook/alive.ts';
import { readDraft } from '../../notebook/drafts.ts';
import { isNoteThere, sittingNotes } from '../../notebook/read-sitting.ts';
import { undo } from '../../notebook/undo.ts';
import { addInteraction, editNote, markStage, newNoteId, setMatch } from '../../notebook/write-lesson.ts';
import { draftKey, hasContent, parseComposerDraft, type ComposedNote } from './composed-note.ts';
import type { ComposerState, KeeperDeps } from './composer-state.ts';
import { keptDraft } from './kept-draft.ts';
import { saveQueue } from './save-queue.ts';
import { shownState } from './shown-state.ts';

/**
 * Keeps the notes of one sitting, and nothing a teacher writes is ever only on screen. The rules:
 * - A tap on a pupil (or the first character) makes the note's id and fixes its time and stage.
 * - Typing is in the drafts within 250 ms. Enter, another tap on a pupil, a stage, Undo, the end of the lesson or leaving
 *   the screen hand the note over to be saved; its draft goes in the same transaction, so that after a crash there is one
 *   of the two and never an older draft beside a newer note.
 * - A tag saves at once: the note becomes a row, and while it stays in the composer that row is kept up to date.
 * - What could not be saved stays on screen and in the drafts and is tried again with the next action. The id is made
 *   once, so a note saved twice is one note.
 */
export type NoteKeeper = ReturnType<typeof noteKeeper>;

/** Opens the keeper where the last page of this sitting stopped, in mid-word if need be. */
export async function openNoteKeeper(deps: KeeperDeps): Promise<NoteKeeper> {
  const { notebook, sitting } = deps;
  const draft = parseComposerDraft(await readDraft(notebook, draftKey(sitting)));
  const pending = draft?.pending ?? [];
  const written = [...pending, ...(draft?.note ? [draft.note] : [])];
  const areThere = await Promise.all(written.map(({ id }) => isNoteThere(notebook, id)));
  const rows = written.filter((_, index) => areThere[index]).map(({ id }) => id);
  const store = createStore<ComposerState>(() => ({
    subject: draft?.subject ?? 'class',
    seat: draft?.seat,
    kind: draft?.note?.kind ?? 'did',
    note: draft?.note,
    pending,
    trouble: 'none',
    drawing: undefined,
    tappedStage: undefined,
  }));
  const keeper = noteKeeper(deps, store, new Set(rows), draft?.note);
  if (pending.length > 0) void keeper.settle();
  return keeper;
}

function noteKeeper(
  deps: KeeperDeps,
  store: StoreApi<ComposerState>,
  rows: Set<NoteId>,
  found: ComposedNote | undefined,
) {
  const { notebook, lesson, sitting, member } = deps;
  const get = store.getState;
  const set = store.setState;
  const key = draftKey(sitting);
  const draftWithout = (saved?: NoteId) => {
    const { subject, seat, note, pending } = get();
    const others = pending.filter(({ id }) => id !== saved);
    const open = note?.id === saved ? undefined : note;
    const isNothing = open === undefined && others.length === 0;
    return {
      key,
      value: isNothing ? undefined : { subject, ...(seat && { seat }), note: open, pending: others },
    };
  };
  const kept = keptDraft(notebook, key, () => draftWithout().value);
  // Another tab of the lesson may go on with what the drafts held, or write there: who did nothing leaves them alone.
  let isAsFound = true;
  const foundPending = get().pending;
  store.subscribe(({ note, pending }) => {
    if (note !== found || pending !== foundPending) isAsFound = false;
  });
  const drafts = {
    ...kept,
    touch: () => {
      if (!isAsFound) kept.touch();
    },
  };
  /** Whether the note that was found here was finished in another tab since, or is gone on with there. */
  const isFoundOthers = async () => {
    const draft = parseComposerDraft(await readDraft(notebook, key));
    const now = [draft?.note, ...(draft?.pending ?? [])].find((each) => each?.id === found?.id);
    return JSON.stringify(now) !== JSON.stringify(found);
  };
  const {
    begin: beginSaving,
    settle,
    saveOpen,
    attach,
    act,
  } = saveQueue({ notebook, sitting, member, store, drafts, draftWithout, rows, found, isFoundOthers });

  const screen = shownState(store);

  function stageNow(atMs: number): StageId | undefined {
    return get().tappedStage?.stage ?? deps.stageAt(atMs);
  }

  function begin({ subject, seat }: Pick<ComposerState, 'subject' | 'seat'>): ComposedNote {
    const atMs = deps.elapsedMs();
    const stage = stageNow(atMs);
    const id = newNoteId(notebook, lesson);
    const { kind } = get();
    return {
      id,
      pupil: subject,
      kind,
      text: '',
      tags: [],
      ...(stage && { stage }),
      ...(seat && { seat }),
      atMs,
    };
  }

  /** The composer is free for the next note; this one is saved in its turn. */
  function handOver(): void {
    const { note, pending } = get();
    if (note === undefined) return set({ drawing: undefined });
    const isWorthSaving = hasContent(note) || note.isHeld === true || rows.has(note.id);
    const saving = isWorthSaving ? beginSaving(note) : undefined;
    if (saving) screen.holdWhile(saving);
    set({
      note: undefined,
      drawing: undefined,
      ...(isWorthSaving && { pending: [...pending, note], kind: 'did' as const }),
    });
  }

  function change(note: ComposedNote) {
    set({ note });
    drafts.touch();
  }

  return {
    /** As it is. */
    store,
    /** As the screen is told. */
    shown: screen.shown,
    show: screen.show,
    settle,
    /** With a seat, the note is about who or what is at that place. */
    choose(subject: Subject, seat?: string) {
      handOver();
      set({ subject, seat, note: begin({ subject, seat }) });
      void settle();
    },
    type(text: string) {
      const { note } = get();
      if (note === undefined && text === '') return;
      change({ ...(note ?? begin(get())), text });
    },
    setKind(kind: Kind) {
      const { note } = get();
      set({ kind });
      if (note === undefined) return;
      change({ ...note, kind });
      if (rows.has(note.id)) void saveOpen(note.id);
    },
    toggleTag(tag: string) {
      const note = get().note ?? begin(get());
      const tags = note.tags.includes(tag) ? note.tags.filter((other) => other !== tag) : [...note.tags, tag];
      change({ ...note, tags });
      void saveOpen(note.id);
    },
    /** The page for the pen, of this note or of the one being written; as with a tap on a pupil, time and stage are fixed now. */
    openPen(id?: NoteId) {
      const note = get().note ?? (id === undefined ? begin(get()) : undefined);
      if (note !== undefined) change(note);
      set({ drawing: id ?? note?.id });
    },
    closePen() {
      set({ drawing: undefined });
    },
    /** What may still come to nothing begins (a camera is opened): time and stage are fixed; its row comes with `attach`. */
    prepare(): NoteId {
      const note = get().note ?? begin(get());
      change(note);
      return note.id;
    },
    /** Something besides words begins (the pen is set down): the note being written becomes a row now. */
    hold(): NoteId {
      const note = get().note ?? begin(get());
      change({ ...note, isHeld: true });
      if (!rows.has(note.id)) void saveOpen(note.id);
      return note.id;
    },
    /** Saves what belongs to a note (a stroke, a photo) in its turn, after the note itself; rejects when it could not. */
    attach,
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
    /**
     * Puts stages right, with what the panel for it brings along. The note being written is finished first; what stands in the
     * composer was begun in a stage that may change now.
     */
    correctMarks(correct: (of: Pick<KeeperDeps, 'notebook' | 'lesson' | 'sitting'>) => Promise<void>) {
      handOver();
      void act(async () => {
        await correct({ notebook, lesson, sitting });
        set({ tappedStage: undefined });
      });
    },
    /** Finishes the note being written and stars it; with none, stars the newest, or takes its star away. */
    star() {
      const { note } = get();
      handOver();
      void act(async () => {
        const notes = await alive(notebook, () => sittingNotes(notebook, lesson, sitting));
        const starred = notes.find(({ id }) => id === note?.id) ?? notes.at(-1);
        if (starred === undefined) return;
        await editNote(notebook, starred.id, { starred: !starred.starred }, { undoScope: sitting });
      });
    },
    tapMatch(stage: StageId, letter: PupilLetter, value: MatchValue | '') {
      void act(() => setMatch(notebook, { stage, letter, member, value, undoScope: sitting }));
    },
    /** Who spoke to whom, at this moment; the note being written stays as it is. */
    tapTalk(from: string, to: string) {
      const atMs = deps.elapsedMs();
      const stage = stageNow(atMs);
      void act(() => addInteraction(notebook, { lesson, sitting, observer: member, stage, from, to, atMs }));
    },
    /** Takes back the note being written, or else the latest step of this sitting. */
    undo() {
      handOver();
      void act(async () => {
        await undo(notebook, sitting);
        set({ tappedStage: undefined });
      });
    },
    /** The page is being hidden: no save, but everything typed is in the drafts at once. */
    keepDraft: async () => {
      if (!isAsFound) await drafts.flush();
    },
  };
}
