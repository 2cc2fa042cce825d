import { useEffect, useState } from 'react';
import { CHECK_AFTER_MS } from '../../ui/text-check.ts';
import { TextWarning } from '../../ui/text-warning.tsx';
import { useCaptureTools } from './use-capture.ts';

/** Warns when the note names a pupil. Follows the words a pause behind, so that a key draws the field and nothing else. */
export function NameWarning() {
  const { keeper } = useCaptureTools();
  const [text, setText] = useState(() => keeper.shown.getState().note?.text ?? '');
  useEffect(() => {
    const look = () => setText(keeper.shown.getState().note?.text ?? '');
    // What was typed before this listened.
    let timer = setTimeout(look, CHECK_AFTER_MS);
    const stop = keeper.shown.subscribe(({ note }, { note: before }) => {
      if (note?.text === before?.text) return;
      clearTimeout(timer);
      timer = setTimeout(look, CHECK_AFTER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [keeper]);
  return <TextWarning text={text} />;
}
