import { useEffect, useMemo, useState } from 'react';
import type { Notebook } from '../../notebook/database.ts';
import { readDraft } from '../../notebook/drafts.ts';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { keptDraft } from './kept-draft.ts';
import { typedSince } from '../../ui/typed-since.ts';

/** Where the drafts hold the words of a note after the lesson. */
export function lateKey(scope: string): string {
  return `late:${scope}`;
}

/** The words of a note after the lesson, safe while they are typed; `clear` when the note with these words is saved. */
export function useLateDraft(scope: string) {
  const { notebook } = useOpenNotebook();
  const [text, setText] = useState('');
  const draft = useMemo(() => lateDraft(notebook, lateKey(scope)), [notebook, scope]);
  useEffect(() => {
    draft.read().then(setText, (error: unknown) => console.warn('A draft could not be read.', error));
    return () => void draft.flush();
  }, [draft]);
  return {
    text,
    type: (words: string) => {
      setText(words);
      draft.write(words);
    },
    clear: (saved: string) => {
      setText(draft.takeOut(saved));
      void draft.flush();
    },
  };
}

function lateDraft(notebook: Notebook, key: string) {
  let latest = '';
  const writer = keptDraft(notebook, key, () => (latest === '' ? undefined : latest));
  return {
    flush: writer.flush,
    /** What was kept, unless somebody was faster and has begun to type. */
    read: async () => {
      const kept = await readDraft(notebook, key);
      if (latest === '' && typeof kept === 'string') latest = kept;
      return latest;
    },
    write: (words: string) => {
      latest = words;
      writer.touch();
    },
    /** What was typed while these words were being saved stays; answers it. */
    takeOut: (words: string) => {
      latest = typedSince(latest, words);
      return latest;
    },
  };
}
