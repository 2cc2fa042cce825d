import { createContext, useContext, useEffect, useLayoutEffect, useState } from 'react';
import { childId, type LessonId, type SittingId } from '../../domain/ids.ts';
import { stageAt, type Sitting, type StageMark } from '../../domain/note.ts';
import type { Notebook } from '../../notebook/database.ts';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { sittingMarks } from '../../notebook/read-sitting.ts';
import { useClockSource } from '../../ui/clock-source.ts';
import { finishEdits } from './edit-draft.ts';
import { openLessonTimer, type LessonTimer } from './lesson-timer.ts';
import { openNoteKeeper, type NoteKeeper } from './note-keeper.ts';

/** What a running lesson works with: its clock and the keeper of its notes. Both outlive any render. */
export interface CaptureTools {
  readonly timer: LessonTimer;
  readonly keeper: NoteKeeper;
  /** The stage taps as they were read last. */
  readonly follow: (marks: readonly StageMark[]) => void;
}

/**
 * Lessons that the tablet's lock took off the screen, by sitting: they go on as they were, with words that may be nowhere
 * else yet. A page that is closed meanwhile leaves their drafts.
 */
const behindLock = new WeakMap<Notebook, Map<SittingId, CaptureTools>>();

const NEXT_MOVES = ['keydown', 'beforeinput', 'pointerdown'] as const;

const CaptureContext = createContext<CaptureTools | undefined>(undefined);
export const CaptureProvider = CaptureContext.Provider;

export function useCaptureTools(): CaptureTools {
  const tools = useContext(CaptureContext);
  if (tools === undefined) throw new Error('Only within a running lesson.');
  return tools;
}

/** Undefined after the lesson, where notes are still changed. */
export function useCaptureIfRunning(): CaptureTools | undefined {
  return useContext(CaptureContext);
}

/** Opens clock and keeper of a sitting once, and saves what is in the composer when the screen is left. */
export function useOpenCapture(lesson: LessonId, { id, startedAt }: Pick<Sitting, 'id' | 'startedAt'>) {
  const { notebook, me, isLocking } = useOpenNotebook();
  const source = useClockSource();
  const marks = useNotebookQuery((open) => sittingMarks(open, lesson, id), [lesson, id]);
  const [tools, setTools] = useState<CaptureTools>();
  // With the frame that shows them: a tap that answers what is on screen counts for the stage on screen.
  useLayoutEffect(() => tools?.follow(marks ?? []), [tools, marks]);
  useEffect(() => {
    let isLeft = false;
    const open = async () => {
      const kept = behindLock.get(notebook)?.get(id);
      if (kept) return setTools(kept);
      let latest: readonly StageMark[] = [];
      const timer = await openLessonTimer(notebook, { id, startedAt }, source);
      await finishEdits(notebook, id);
      const keeper = await openNoteKeeper({
        notebook,
        lesson,
        sitting: id,
        member: me,
        elapsedMs: timer.elapsedMs,
        stageAt: (atMs) => {
          const stage = stageAt(latest, atMs);
          return stage === undefined ? undefined : childId(lesson, stage);
        },
      });
      const follow = (read: readonly StageMark[]) => {
        latest = read;
      };
      if (!isLeft) setTools({ timer, keeper, follow });
    };
    // A notebook that cannot be read is a case for the error boundary.
    open().catch((error: unknown) =>
      setTools(() => {
        throw error;
      }),
    );
    return () => {
      isLeft = true;
    };
  }, [notebook, lesson, id, startedAt, me, source]);

  useEffect(() => {
    if (tools === undefined) return;
    const { timer, keeper } = tools;
    behindLock.get(notebook)?.delete(id);
    const stop = timer.run();
    const onHidden = () => {
      if (document.visibilityState === 'hidden') void keeper.keepDraft();
    };
    const onPageHide = () => void keeper.keepDraft();
    document.addEventListener('visibilitychange', onHidden);
    window.addEventListener('pagehide', onPageHide);
    // Before anything hears the key or tap: see shown-state.ts.
    for (const kind of NEXT_MOVES) document.addEventListener(kind, keeper.show, { capture: true });
    return () => {
      stop();
      for (const kind of NEXT_MOVES) document.removeEventListener(kind, keeper.show, { capture: true });
      document.removeEventListener('visibilitychange', onHidden);
      window.removeEventListener('pagehide', onPageHide);
      if (!isLocking?.()) return void keeper.finish();
      behindLock.set(notebook, (behindLock.get(notebook) ?? new Map()).set(id, tools));
      void keeper.keepDraft();
    };
  }, [notebook, tools, id, isLocking]);

  return { tools, marks };
}
