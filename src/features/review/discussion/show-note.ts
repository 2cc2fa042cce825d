import { useCallback } from 'react';
import { useLocation } from 'wouter';
import type { LessonId, NoteId } from '../../../domain/ids.ts';
import { SHOW_ALL } from '../../../domain/note-filter.ts';
import { setFilter } from '../filter-store.ts';
import { REVIEW_VIEWS, viewPath } from '../review-views.ts';

const LOOK_FOR_MS = 4_000;

/**
 * Brings a note into sight where it stands; where the view beside shows none, the first view is opened for it. Whoever asks
 * for one note must not find it filtered out.
 */
export function useShowNote(lesson: LessonId): (note: NoteId) => void {
  const [, navigate] = useLocation();
  return useCallback(
    (note) => {
      if (bringIntoSight(note)) return;
      setFilter(lesson, SHOW_ALL);
      if (placeOf(note) === null) navigate(viewPath(lesson, REVIEW_VIEWS[0]));
      whenDrawn(() => bringIntoSight(note));
    },
    [lesson, navigate],
  );
}

function placeOf(note: NoteId): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-note="${CSS.escape(note)}"]`);
}

function bringIntoSight(note: NoteId): boolean {
  const element = placeOf(note);
  // What a filter leaves out stays drawn, and hidden.
  if (element === null || element.closest('[hidden]') !== null) return false;
  element.scrollIntoView({ block: 'center' });
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  return true;
}

/** The view may be fetched first, and draws its rows when there is time. */
function whenDrawn(look: () => boolean): void {
  const watcher = new MutationObserver(() => {
    if (look()) watcher.disconnect();
  });
  watcher.observe(document.body, { childList: true, subtree: true, attributeFilter: ['hidden'] });
  setTimeout(() => watcher.disconnect(), LOOK_FOR_MS);
}
