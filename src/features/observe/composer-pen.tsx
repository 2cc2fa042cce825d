import { PenLine } from 'lucide-react';
import { useCallback } from 'react';
import { useStore } from 'zustand';
import type { SittingId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Pen } from '../../media/pen.tsx';
import captureStyles from './capture.module.css';
import styles from './composer.module.css';
import { useCaptureTools } from './use-capture.ts';

/** Opens the page of the note being written; as with a tap on a pupil, that is when the note begins. */
export function PenButton() {
  const { keeper } = useCaptureTools();
  const isOpen = useStore(keeper.shown, ({ drawing }) => drawing !== undefined);
  return (
    <button
      type="button"
      className={styles['tool']}
      aria-label={m.media_pen()}
      aria-expanded={isOpen}
      onClick={() => (isOpen ? keeper.closePen() : keeper.openPen())}
    >
      <PenLine size={22} aria-hidden="true" />
    </button>
  );
}

/** The page, in the room of the notes; the composer stays below it. */
export function ComposerPen({ sitting }: { sitting: SittingId }) {
  const { keeper } = useCaptureTools();
  const note = useStore(keeper.shown, ({ drawing }) => drawing);
  const inTurn = useCallback((work: () => Promise<void>) => keeper.attach(note ?? '', work), [keeper, note]);
  if (note === undefined) return null;
  const isBeingWritten = () => keeper.store.getState().note?.id === note;
  return (
    <div className={captureStyles['pen']}>
      <Pen
        key={note}
        note={note}
        undoScope={sitting}
        onBegin={() => {
          if (isBeingWritten()) keeper.hold();
        }}
        inTurn={inTurn}
        onDone={() => keeper.closePen()}
      />
    </div>
  );
}
