import { useCallback, useEffect, useRef, useState } from 'react';

/** A pause in typing of this length saves. */
export const SAVE_AFTER_MS = 600;

export interface Autosave {
  readonly text: string;
  readonly write: (text: string) => void;
  /** Saves now what is not saved yet: the field was left, Enter was pressed. */
  readonly flush: () => void;
  /** The last save did not succeed; the words stand in the field and the next pause tries again. */
  readonly isUnsaved: boolean;
  /** A colleague's wording that arrived under one's own typing and would otherwise be replaced unread. */
  readonly crossed: string | undefined;
  /** Saves the wording that was chosen among several, even when it is the one already shown: that settles the others. */
  readonly settle: (text: string, save: (text: string) => Promise<void>) => void;
}

/**
 * A text that saves itself when typing pauses, the field is left or the page is hidden; never on each key. A value that
 * arrives from elsewhere shows at once unless there are unsaved words, which nothing may overwrite.
 */
export function useAutosave(value: string, onSave: (text: string) => Promise<void>): Autosave {
  const [text, setText] = useState(value);
  const [isUnsaved, setIsUnsaved] = useState(false);
  const [crossed, setCrossed] = useState<string>();
  // `saved` is what the notebook holds as far as this field knows; `echoes` are own saves that will come back as `value`.
  const latest = useRef({ text: value, saved: value, echoes: [] as string[], onSave });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current.onSave = onSave;
  });

  const persist = useCallback((words: string, save: (text: string) => Promise<void>) => {
    clearTimeout(timer.current);
    const field = latest.current;
    const before = field.saved;
    field.saved = words;
    field.echoes.push(words);
    save(words).then(
      () => setIsUnsaved(false),
      () => {
        field.echoes = field.echoes.filter((echo) => echo !== words);
        if (field.saved === words) field.saved = before;
        setIsUnsaved(true);
      },
    );
  }, []);

  const flush = useCallback(() => {
    const { text: words, saved, onSave: save } = latest.current;
    if (words !== saved) persist(words, save);
  }, [persist]);

  const write = useCallback(
    (words: string) => {
      latest.current.text = words;
      setText(words);
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, SAVE_AFTER_MS);
    },
    [flush],
  );

  useEffect(() => {
    const field = latest.current;
    const echo = field.echoes.indexOf(value);
    if (echo >= 0) {
      field.echoes.splice(0, echo + 1);
      return;
    }
    if (value === field.saved) return;
    const isTyping = field.text !== field.saved;
    field.saved = value;
    if (isTyping) {
      setCrossed(value === '' ? undefined : value);
      return;
    }
    field.text = value;
    setText(value);
  }, [value]);

  const settle = useCallback(
    (words: string, save: (text: string) => Promise<void>) => {
      latest.current.text = words;
      setText(words);
      setCrossed(undefined);
      persist(words, save);
    },
    [persist],
  );

  useFlushWhenLeft(flush);
  return { text, write, flush, isUnsaved, crossed, settle };
}

/** The page may be closed or frozen at any moment after it is hidden. */
function useFlushWhenLeft(flush: () => void) {
  useEffect(() => {
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') flush();
    };
    document.addEventListener('visibilitychange', onVisibility);
    window.addEventListener('pagehide', flush);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);
}
