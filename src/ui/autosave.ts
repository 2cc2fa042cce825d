import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { DraftPortContext, type FieldDraft } from './draft-port.ts';
import { draftWriter, SLOW_SAVE_MS } from './draft-writer.ts';

/** A pause in typing of this length saves. */
export const SAVE_AFTER_MS = 600;

export interface Autosave {
  readonly text: string;
  readonly write: (text: string) => void;
  /** Saves now what is not saved yet: the field was left, Enter was pressed. */
  readonly flush: () => void;
  /** The last save did not succeed or takes long; the words stand in the field, and the next pause tries again. */
  readonly isUnsaved: boolean;
  /** Saves the wording that was chosen among several, even when it is the one already shown: that settles those in `shown`. */
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
  durable: string;
  base: readonly string[];
  unsettled: readonly string[];
  echoes: string[];
  arrived: string | undefined;
  onSave: Save;
}

/**
 * A text that saves itself when typing pauses, the field is left or the page is hidden; never on each key. Meanwhile a
 * draft of it is kept under `draftKey` and found again by the next page. A value that arrives from elsewhere shows at
 * once unless there are unsaved words, which nothing may overwrite.
 */
export function useAutosave(value: string, onSave: Save, draftKey: string): Autosave {
  const [text, setText] = useState(value);
  const [isUnsaved, setIsUnsaved] = useState(false);
  // `saved` is what this field last handed over to be saved, `durable` what is known to be. `base` are the wordings that
  // stood here when its typing began, `unsettled` those that saves under way replace. `echoes` are own saves that will come
  // back as `value`; `arrived` is a colleague's wording that came under unsaved words.
  const latest = useRef<Field>({
    text: value,
    saved: value,
    durable: value,
    base: [value],
    unsettled: [],
    echoes: [],
    arrived: undefined,
    onSave,
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const drafts = useDraftOf(latest, draftKey);
  useEffect(() => {
    latest.current.onSave = onSave;
  });

  const show = useCallback((words: string) => {
    Object.assign(latest.current, {
      text: words,
      saved: words,
      durable: words,
      base: [words],
      unsettled: [],
      // An own save that a colleague's overtook is no echo any more: when it comes back, somebody chose it.
      echoes: [],
      arrived: undefined,
    });
    setText(words);
  }, []);

  const persist = useCallback(
    (words: string, shown: readonly string[]) => {
      clearTimeout(timer.current);
      const field = latest.current;
      const before = field.saved;
      field.saved = words;
      field.base = [words];
      field.unsettled = [...new Set([...field.unsettled, ...shown])];
      field.arrived = undefined;
      // The same words again change nothing, so nothing will come back.
      if (words !== before) field.echoes.push(words);
      const slow = setTimeout(() => setIsUnsaved(true), SLOW_SAVE_MS);
      field.onSave(words, shown).then(
        () => {
          clearTimeout(slow);
          field.durable = words;
          if (field.saved === words) field.unsettled = [];
          setIsUnsaved(false);
          void drafts.flush();
        },
        () => {
          clearTimeout(slow);
          field.echoes = field.echoes.filter((echo) => echo !== words);
          // Not to the wording before: that may not have been saved either, and what it replaced stands there still.
          if (field.saved === words)
            Object.assign(field, { saved: field.durable, base: [...field.unsettled] });
          setIsUnsaved(true);
          void drafts.flush();
        },
      );
    },
    [drafts],
  );

  const flush = useCallback(() => {
    const { text: words, saved, base, arrived } = latest.current;
    if (words !== saved) persist(words, base);
    else if (arrived !== undefined) show(arrived);
  }, [persist, show]);

  const write = useCallback(
    (words: string) => {
      latest.current.text = words;
      setText(words);
      drafts.touch();
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, SAVE_AFTER_MS);
    },
    [drafts, flush],
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
    if (isTyping && value !== field.text) field.arrived = value;
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

  useWordsLeftBehind(latest, draftKey, write);
  useFlushWhenLeft(flush);
  return { text, write, flush, isUnsaved, settle };
}

type FieldRef = { readonly current: Field };

/** On disk within a quarter of a second of a key, until the words themselves are. */
function useDraftOf(latest: FieldRef, key: string) {
  const port = useContext(DraftPortContext);
  return useMemo(() => {
    const unsaved = (): FieldDraft | undefined => {
      const { text, durable, base, unsettled } = latest.current;
      return text === durable ? undefined : { text, over: [...new Set([...unsettled, ...base])] };
    };
    const write = async () => {
      const draft = unsaved();
      if (draft === undefined) await port.forget(key);
      else await port.keep(key, draft);
    };
    return draftWriter(write, () => {
      const draft = unsaved();
      if (draft !== undefined) port.aside(key, draft);
    });
  }, [latest, port, key]);
}

/** What the last page did not come to save stands in the field again, as words typed but not saved. */
function useWordsLeftBehind(latest: FieldRef, key: string, write: (text: string) => void) {
  const port = useContext(DraftPortContext);
  useEffect(() => {
    let isHere = true;
    const restore = ({ text, over }: FieldDraft) => {
      const field = latest.current;
      if (text === field.durable) return void port.forget(key);
      // Somebody was faster than the disk and types already: what was kept is saved on its own, and stays beside.
      if (field.text !== field.saved) return void field.onSave(text, over).catch(warn);
      field.base = over;
      write(text);
    };
    port
      .read(key)
      .then((draft) => {
        if (isHere && draft !== undefined) restore(draft);
      })
      .catch(warn);
    return () => {
      isHere = false;
    };
  }, [latest, port, key, write]);
}

function warn(error: unknown) {
  console.warn('Words that were left half typed could not be brought back.', error);
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
