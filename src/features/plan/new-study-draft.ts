import { useEffect, useMemo, useState } from 'react';
import * as v from 'valibot';
import { forgetDraft, readDraft, saveDraft } from '../../notebook/drafts.ts';
import type { Notebook } from '../../notebook/database.ts';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { draftWriter } from '../../ui/draft-writer.ts';

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
  const keeper = useMemo(() => draftKeeper(notebook), [notebook]);

  useEffect(() => {
    let isHere = true;
    const begin = (found: unknown) => {
      const parsed = v.safeParse(DraftShape, found);
      if (isHere) setDraft(parsed.success ? parsed.output : EMPTY);
    };
    readDraft(notebook, DRAFT_KEY).then(begin, (error: unknown) => {
      console.warn('What was begun of a new study could not be read.', error);
      begin(undefined);
    });
    return () => {
      isHere = false;
    };
  }, [notebook]);

  useEffect(() => {
    const { flush } = keeper;
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      flush();
    };
  }, [keeper]);

  const change = (part: Partial<NewStudyDraft>) => {
    if (draft === undefined) return;
    const next = { ...draft, ...part };
    keeper.write(next);
    setDraft(next);
  };
  return { draft, change, forget: () => keeper.forget() };
}

/** On disk within a quarter of a second of a key. */
function draftKeeper(notebook: Notebook) {
  let latest: NewStudyDraft | undefined;
  const save = async () => {
    if (latest !== undefined) await saveDraft(notebook, DRAFT_KEY, latest);
  };
  const writer = draftWriter(save);
  return {
    /** At once: whoever opens the page next, even in the same moment, finds it. */
    flush: () => void save(),
    write(draft: NewStudyDraft) {
      latest = draft;
      writer.touch();
    },
    async forget() {
      latest = undefined;
      // A write under way must not bring it back.
      await writer.flush();
      await forgetDraft(notebook, DRAFT_KEY);
    },
  };
}
