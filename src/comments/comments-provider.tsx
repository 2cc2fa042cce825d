import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { StudyId } from '../domain/ids.ts';
import { useNotebookQuery } from '../notebook/notebook-context.tsx';
import { commentsByAbout, type Comment } from '../notebook/read-comments.ts';

type CommentsByAbout = ReadonlyMap<string, readonly Comment[]>;

const newStore = () => createStore<CommentsByAbout>(() => new Map());
const CommentsContext = createContext(newStore());
const NONE: readonly Comment[] = [];

/**
 * Comments of a study: one read for all, so that hundreds of rows cost nothing. A row draws itself anew only when its own
 * comments change.
 */
export function CommentsProvider({ study, children }: { study: StudyId; children: ReactNode }) {
  const [store] = useState(newStore);
  const found = useNotebookQuery((notebook) => commentsByAbout(notebook, study), [study]);
  useEffect(() => {
    if (found) store.setState(steady(store.getState(), found), true);
  }, [store, found]);
  return <CommentsContext value={store}>{children}</CommentsContext>;
}

/** What was said about one row, oldest first. */
export function useComments(about: string): readonly Comment[] {
  return useStore(useContext(CommentsContext), (byAbout) => byAbout.get(about) ?? NONE);
}

/** A list in which nothing changed stays the same list, however often it is read. */
function steady(before: CommentsByAbout, now: CommentsByAbout): CommentsByAbout {
  return new Map(
    [...now].map(([about, comments]) => {
      const known = before.get(about);
      return [about, known && JSON.stringify(known) === JSON.stringify(comments) ? known : comments];
    }),
  );
}
