import { Undo2 } from 'lucide-react';
import { useStore } from 'zustand';
import { m } from '../../i18n/paraglide/messages.js';
import { useCanUndo } from '../../notebook/live-undo.ts';
import { hasContent } from './composed-note.ts';
import styles from './composer.module.css';
import { keepKeyboard } from './keep-keyboard.ts';
import { useCaptureTools } from './use-capture.ts';

/** Takes back the latest step: the note being written, a note, a change, a mark, a stage. */
export function UndoButton({ sitting, isWide }: { sitting: string; isWide: boolean }) {
  const { keeper } = useCaptureTools();
  const isWriting = useStore(keeper.shown, (state) => hasContent(state.note) || state.pending.length > 0);
  const canUndo = useCanUndo(sitting);
  return (
    <button
      type="button"
      className={styles['undo']}
      aria-label={m.observe_undo()}
      disabled={!canUndo && !isWriting}
      onMouseDown={keepKeyboard}
      onClick={() => keeper.undo()}
    >
      <Undo2 size={20} aria-hidden="true" />
      {isWide && m.observe_undo()}
    </button>
  );
}
