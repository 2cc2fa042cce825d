import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { NoteId } from '../../domain/ids.ts';
import type { Note } from '../../domain/note.ts';
import type { Notebook } from '../../notebook/database.ts';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { editNote } from '../../notebook/write-lesson.ts';
import { keptDraft } from './kept-draft.ts';
import { editKey, unsavedWording, type EditDraft } from './edit-draft.ts';

/** The words of a note that is open for change. */
export function useWording(note: Note, scope: string) {
  const { notebook } = useOpenNotebook();
  const { id } = note;
  const wording = useMemo(() => wordingOf(notebook, id, scope), [notebook, id, scope]);
  const text = useStore(wording.text);
  useEffect(() => wording.follow(note.text), [wording, note.text]);
  useEffect(() => {
    wording.restore().catch((error: unknown) => console.warn('A draft could not be read.', error));
  }, [wording]);
  useEffect(
    () => () => {
      // The panel is gone; if this fails its draft is still there and is finished when the lesson is opened next.
      wording.save().catch((error: unknown) => console.warn('A change could not be saved yet.', error));
    },
    [wording],
  );
  return { text, type: wording.write, saveText: wording.save, discard: wording.discard };
}

/** In the drafts within 250 ms of a key, in the note when the field or the panel is left. */
function wordingOf(notebook: Notebook, id: NoteId, scope: string) {
  const text = createStore(() => '');
  let saved = '';
  let last = Promise.resolve();
  const key = editKey(scope, id);
  const drafts = keptDraft(notebook, key, () => {
    const words = text.getState();
    return words === saved ? undefined : ({ id, text: words } satisfies EditDraft);
  });
  const saveLatest = async () => {
    const words = text.getState();
    if (words === saved) return;
    const draft = { key, value: undefined };
    await editNote(notebook, id, { text: words }, { undoScope: scope, draft });
    saved = words;
    await drafts.flush();
  };
  return {
    text,
    /** The note's own words, at first and after an Undo or another tablet's change, unless there are unsaved ones here. */
    follow: (words: string) => {
      if (text.getState() !== saved && text.getState() !== words) return;
      saved = words;
      text.setState(words, true);
    },
    /** What could not be saved when the note was open last stands in the field again, unless one types already. */
    restore: async () => {
      const words = await unsavedWording(notebook, key);
      if (words !== undefined && text.getState() === saved) text.setState(words, true);
    },
    write: (words: string) => {
      text.setState(words, true);
      drafts.touch();
    },
    /** Leaving the field and pressing Done come together and must be one change. */
    save: () => {
      last = last.catch(() => undefined).then(saveLatest);
      return last;
    },
    /** The note was deleted: its words must not bring it back. */
    discard: () => {
      saved = text.getState();
      void drafts.flush();
    },
  };
}
