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
  /** Saves the wording that was chosen among several, even when it is the one already shown: that settles the others. */
  readonly settle: (text: string, shown: readonly string[]) => void;
}

/**
 * Saves a text. `shown` are the wordings that stood in the field when its typing began, and so the ones it replaces: what
 * a colleague wrote meanwhile is not among them, and is kept beside.
 */
export type Save = (text: string, shown: readonly string[]) => Promise<void>;

interface Field {
  text: string;
  saved: string;
  echoes: string[];
  arrived: string | undefined;
  onSave: Save;
}

/**
 * A text that saves itself when typing pauses, the field is left or the page is hidden; never on each key. A value that
 * arrives from elsewhere shows at once unless there are unsaved words, which nothing may overwrite.
 */
export function useAutosave(value: string, onSave: Save): Autosave {
  const [text, setText] = useState(value);
  const [isUnsaved, setIsUnsaved] = useState(false);
  // `saved` is what this field last showed as saved; `echoes` are own saves that will come back as `value`; `arrived` is
  // a colleague's wording that came under unsaved words.
  const latest = useRef<Field>({ text: value, saved: value, echoes: [], arrived: undefined, onSave });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current.onSave = onSave;
  });

  const show = useCallback((words: string) => {
    Object.assign(latest.current, { text: words, saved: words, arrived: undefined });
    setText(words);
  }, []);

  const persist = useCallback((words: string, shown: readonly string[]) => {
    clearTimeout(timer.current);
    const field = latest.current;
    const before = field.saved;
    field.saved = words;
    field.arrived = undefined;
    // The same words again change nothing, so nothing will come back.
    if (words !== before) field.echoes.push(words);
    field.onSave(words, shown).then(
      () => setIsUnsaved(false),
      () => {
        field.echoes = field.echoes.filter((echo) => echo !== words);
        if (field.saved === words) field.saved = before;
        setIsUnsaved(true);
      },
    );
  }, []);

  const flush = useCallback(() => {
    const { text: words, saved, arrived } = latest.current;
    if (words !== saved) persist(words, [saved]);
    else if (arrived !== undefined) show(arrived);
  }, [persist, show]);

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
    // Unsaved words stand; when they are saved, this value is not among those they replace and comes back beside them.
    const isTyping = field.text !== field.saved;
    if (isTyping) field.arrived = value;
    else show(value);
  }, [value, show]);

  const settle = useCallback(
    (words: string, shown: readonly string[]) => {
      latest.current.text = words;
      setText(words);
      persist(words, shown);
    },
    [persist],
  );

  useFlushWhenLeft(flush);
  return { text, write, flush, isUnsaved, settle };
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
