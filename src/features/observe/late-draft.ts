import { useEffect, useMemo, useRef, useState } from 'react';
import type { SittingId } from '../../domain/ids.ts';
import { forgetDraft, readDraft, saveDraft } from '../../notebook/drafts.ts';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { draftWriter } from './draft-writer.ts';

/** The words of a note after the lesson, safe while they are typed; `clear` when the note itself is saved. */
export function useLateDraft(sitting: SittingId) {
  const { notebook } = useOpenNotebook();
  const [text, setText] = useState('');
  const latest = useRef('');
  const key = `late:${sitting}`;
  const drafts = useMemo(
    () =>
      draftWriter(async () => {
        if (latest.current === '') await forgetDraft(notebook, key);
        else await saveDraft(notebook, key, latest.current);
      }),
    [notebook, key],
  );
  useEffect(() => {
    const read = async () => {
      const kept = await readDraft(notebook, key);
      if (typeof kept !== 'string' || latest.current !== '') return;
      latest.current = kept;
      setText(kept);
    };
    read().catch((error: unknown) => console.warn('A draft could not be read.', error));
    return () => void drafts.flush();
  }, [notebook, key, drafts]);

  const write = (words: string) => {
    latest.current = words;
    setText(words);
  };
  return {
    text,
    type(words: string) {
      write(words);
      drafts.touch();
    },
    clear() {
      write('');
      void drafts.flush();
    },
  };
}
