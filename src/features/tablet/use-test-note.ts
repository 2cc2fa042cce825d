import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { lastReadBack, readTestNote, writeTestNote } from '../../notebook/rehearsal.ts';
import type { TestNoteState } from './notebook-checks.ts';
import { useSurroundings } from './surroundings.ts';

const MARK = 'note';

/**
 * Writes a note to the disk, loads the page anew and reads it there. What is looked for stands in the new page's address,
 * so that a tablet which forgot the note cannot forget that there was one.
 */
export function useTestNote(): { readonly state: TestNoteState | 'reading'; readonly write: () => void } {
  const { notebook } = useOpenNotebook();
  const { loadAnew } = useSurroundings();
  const [, navigate] = useLocation();
  const mark = new URLSearchParams(useSearch()).get(MARK);
  const [failure, setFailure] = useState<'lost' | 'unwritten'>();
  const found = useNotebookQuery(async (open) => ({ readBack: (await lastReadBack(open)) ?? undefined }), []);
  useEffect(() => {
    if (mark === null) return;
    readTestNote(notebook, mark)
      .catch((error: unknown) => {
        console.warn('The test note could not be read.', error);
        return false;
      })
      .then((isThere) => {
        if (!isThere) setFailure('lost');
        navigate('/tablet', { replace: true });
      })
      .catch(() => undefined);
  }, [notebook, mark, navigate]);

  const write = async () => {
    const fresh = notebook.newId();
    try {
      await writeTestNote(notebook, fresh);
      loadAnew(`/tablet?${MARK}=${fresh}`);
    } catch (error) {
      console.warn('The test note could not be written.', error);
      setFailure('unwritten');
    }
  };
  const state = found === undefined || mark !== null ? 'reading' : (failure ?? found.readBack);
  return { state, write: () => void write() };
}
