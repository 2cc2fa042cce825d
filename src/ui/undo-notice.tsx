import { useEffect } from 'react';
import { Button } from './button.tsx';
import { useHandsFocusOn } from './hand-focus-on.ts';
import styles from './undo-notice.module.css';

/** Instead of a question before something is taken away: the way back, for as long as the page is open. */
export function UndoNotice({ text, undo, onUndo }: { text: string; undo: string; onUndo: () => void }) {
  const notice = useHandsFocusOn<HTMLDivElement>();
  // What was pressed has gone from the page: the keyboard goes on here.
  useEffect(() => notice.current?.querySelector('button')?.focus({ preventScroll: true }), [notice]);
  return (
    <div ref={notice} className={styles['notice']}>
      <p role="status">{text}</p>
      <Button kind="plain" onClick={onUndo}>
        {undo}
      </Button>
    </div>
  );
}
