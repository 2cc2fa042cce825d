import { useCallback, useEffect, useRef, useState } from 'react';
import * as v from 'valibot';
import { forgetDraft, readDraft, saveDraft } from '../../notebook/drafts.ts';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { SAVE_AFTER_MS } from '../../ui/autosave.ts';

const DRAFT_KEY = 'new-study';
const words = v.optional(v.string(), '');
const DraftShape = v.object({
  focusQuestion: words,
  A: words,
  B: words,
  C: words,
  lessonTitle: words,
  copyFrom: words,
});
export type NewStudyDraft = v.InferOutput<typeof DraftShape>;
const EMPTY: NewStudyDraft = { focusQuestion: '', A: '', B: '', C: '', lessonTitle: '', copyFrom: '' };

/**
 * A study that is not started yet, safe from a reload or a flat battery. undefined while the tablet is asked for an
 * earlier draft.
 */
export function useNewStudyDraft() {
  const { notebook } = useOpenNotebook();
  const [draft, setDraft] = useState<NewStudyDraft>();
  const unsaved = useRef<NewStudyDraft>(undefined);
  const flush = useCallback(() => {
    if (unsaved.current !== undefined) void saveDraft(notebook, DRAFT_KEY, unsaved.current);
    unsaved.current = undefined;
  }, [notebook]);

  useEffect(() => {
    let isHere = true;
    void readDraft(notebook, DRAFT_KEY).then((found) => {
      const parsed = v.safeParse(DraftShape, found);
      if (isHere) setDraft(parsed.success ? parsed.output : EMPTY);
    });
    return () => {
      isHere = false;
    };
  }, [notebook]);

  useEffect(() => {
    const timer = setTimeout(flush, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [draft, flush]);

  useEffect(() => {
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      flush();
    };
  }, [flush]);

  const change = (part: Partial<NewStudyDraft>) => {
    if (draft === undefined) return;
    unsaved.current = { ...draft, ...part };
    setDraft(unsaved.current);
  };
  const forget = async () => {
    unsaved.current = undefined;
    await forgetDraft(notebook, DRAFT_KEY);
  };
  return { draft, change, forget };
}
