import { useEffect, useMemo, useRef, useState } from 'react';
import type { SittingId } from '../../domain/ids.ts';
import type { Note } from '../../domain/note.ts';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { editNote } from '../../notebook/write-lesson.ts';
import { draftWriter } from './draft-writer.ts';
import { forgetEdit, keepEdit } from './edit-draft.ts';

/** The words as they are typed: in the drafts within 250 ms, in the note when the field or the panel is left. */
export function useWording(note: Note, sitting: SittingId) {
  const { notebook } = useOpenNotebook();
  const [text, setText] = useState(note.text);
  const latest = useRef({ text: note.text, saved: note.text });
  const drafts = useMemo(
    () =>
      draftWriter(async () => {
        const { text: words, saved } = latest.current;
        if (words === saved) await forgetEdit(notebook, sitting);
        else await keepEdit(notebook, sitting, { id: note.id, text: words });
      }),
    [notebook, sitting, note.id],
  );
  const { type, saveText, discard } = useMemo(
    () => ({
      type(words: string) {
        latest.current.text = words;
        setText(words);
        drafts.touch();
      },
      async saveText() {
        const { text: words, saved } = latest.current;
        if (words === saved) return;
        await editNote(notebook, note.id, { text: words }, { undoScope: sitting });
        latest.current.saved = words;
        await drafts.flush();
      },
      /** The note was deleted: its words must not bring it back. */
      discard() {
        latest.current.saved = latest.current.text;
        void drafts.flush();
      },
    }),
    [notebook, note.id, sitting, drafts],
  );
  useEffect(() => {
    // Undo, or another tablet: shown at once unless there are words here that are not saved.
    const { text: words, saved } = latest.current;
    if (words !== saved || note.text === saved) return;
    latest.current = { text: note.text, saved: note.text };
    setText(note.text);
  }, [note.text]);
  useEffect(
    () => () => {
      // The panel is gone; its draft is still there and is finished when the lesson is opened next.
      saveText().catch((error: unknown) => console.warn('A change could not be saved yet.', error));
    },
    [saveText],
  );
  return { text, type, saveText, discard };
}
