import { createContext, useContext, useEffect, useMemo, useReducer, useState } from 'react';
import type { LessonId } from '../../../domain/ids.ts';
import { useNotebookQuery, useOpenNotebook } from '../../../notebook/notebook-context.tsx';
import { discussionRecord, type DiscussionRecord } from '../../../notebook/read-discussion.ts';
import { openMinutes, type Minutes } from './minutes.ts';

/** What the team writes about a lesson, live; undefined while it is read. */
export function useDiscussion(lesson: LessonId): DiscussionRecord | undefined {
  return useNotebookQuery((notebook) => discussionRecord(notebook, lesson), [lesson]);
}

export interface OpenMinutes {
  /** Undefined until what is on disk has been read. */
  readonly minutes: Minutes | undefined;
  /** Something typed could not be saved yet. */
  readonly isInTrouble: boolean;
}

/** The minutes of a lesson, open as long as the screen stands; what is typed is handed to the disk when it goes. */
export function useMinutes(lesson: LessonId): OpenMinutes {
  const { notebook } = useOpenNotebook();
  const [minutes, setMinutes] = useState<Minutes>();
  const [isInTrouble, setIsInTrouble] = useState(false);
  // Whether an item has words decides whether it is shown after it was taken away.
  const [, lookAgain] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    const opened: Minutes = openMinutes(notebook, lesson, {
      onTrouble: setIsInTrouble,
      onRead: () => setMinutes(opened),
      onWords: lookAgain,
    });
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') opened.flush();
    };
    // The page may be closed or frozen at any moment after it is hidden.
    document.addEventListener('visibilitychange', onVisibility);
    window.addEventListener('pagehide', opened.flush);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      window.removeEventListener('pagehide', opened.flush);
      opened.close();
      setMinutes(undefined);
    };
  }, [notebook, lesson]);
  return useMemo(() => ({ minutes, isInTrouble }), [minutes, isInTrouble]);
}

const MinutesContext = createContext<Minutes | undefined>(undefined);
export const MinutesProvider = MinutesContext.Provider;

export function useOpenMinutes(): Minutes {
  const minutes = useContext(MinutesContext);
  if (minutes === undefined) throw new Error('The minutes are not open here.');
  return minutes;
}
