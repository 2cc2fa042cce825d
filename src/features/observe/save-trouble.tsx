import { useStore } from 'zustand';
import { m } from '../../i18n/paraglide/messages.js';
import styles from './composer.module.css';
import { useCaptureTools } from './use-capture.ts';

/** What could not be saved, said in words, with the words of the notes that wait; silent when all is well. */
export function SaveTrouble() {
  const { keeper } = useCaptureTools();
  const trouble = useStore(keeper.shown, (state) => state.trouble);
  const pending = useStore(keeper.shown, (state) => state.pending);
  if (trouble === 'none') return null;
  const words = {
    note: m.observe_note_not_saved,
    slow: m.observe_note_slow,
    tap: m.observe_tap_not_saved,
  }[trouble];
  return (
    <div role="alert" className={styles['trouble']}>
      <p>{words()}</p>
      {pending.map((note) => (
        <p key={note.id} className={styles['waiting']} dir="auto">
          {note.text === '' ? note.tags.join(', ') : note.text}
        </p>
      ))}
    </div>
  );
}
