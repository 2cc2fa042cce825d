import { useContext, useEffect, useMemo, useRef, useState } from 'react';
import { DraftPortContext } from '../ui/draft-port.ts';
import { draftWriter } from '../ui/draft-writer.ts';
import { typedSince } from '../ui/typed-since.ts';

/** Words that are not shared before a button is pressed: kept on this tablet, and found again by the next page. */
export function useDraftText(key: string) {
  const port = useContext(DraftPortContext);
  const [text, setText] = useState('');
  const latest = useRef('');
  const writer = useDraftWriter(latest, key);
  useEffect(() => {
    let isHere = true;
    port.read(key).then(
      (draft) => {
        // Whoever was faster than the disk types already, and goes on with their own words.
        if (!isHere || draft === undefined || latest.current !== '') return;
        latest.current = draft.text;
        setText(draft.text);
      },
      (error: unknown) =>
        console.warn('A comment that was left half typed could not be brought back.', error),
    );
    return () => {
      isHere = false;
      void writer.flush();
    };
  }, [port, key, writer]);
  const write = (words: string) => {
    latest.current = words;
    setText(words);
    writer.touch();
  };
  /** After `said` was shared. What was typed since stays: a disk may take its time, and nobody stops typing for it. */
  const clear = async (said: string) => {
    latest.current = typedSince(latest.current, said);
    setText(latest.current);
    await writer.flush();
  };
  return { text, write, clear };
}

function useDraftWriter(latest: { readonly current: string }, key: string) {
  const port = useContext(DraftPortContext);
  return useMemo(
    () =>
      draftWriter(
        async () => {
          const text = latest.current;
          if (text === '') await port.forget(key);
          else await port.keep(key, { text, over: [] });
        },
        () => {
          if (latest.current !== '') port.aside(key, { text: latest.current, over: [] });
        },
      ),
    [latest, port, key],
  );
}
