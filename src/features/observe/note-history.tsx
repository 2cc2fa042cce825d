import { timeOf } from '../../domain/stamp.ts';
import { shortDay, timeOfDay } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { pastWordings } from '../../notebook/read-lesson.ts';
import styles from './edit-note.module.css';

/** Every wording the note had before the one it has now, the latest first; nothing where there was none. */
export function NoteHistory({ note }: { note: string }) {
  const past = useNotebookQuery((notebook) => pastWordings(notebook, note), [note]) ?? [];
  const wordings = past.filter(({ text }) => text.trim() !== '').toReversed();
  if (wordings.length === 0) return null;
  return (
    <details className={styles['history']}>
      <summary>{m.observe_history({ count: wordings.length })}</summary>
      <ol className={styles['wordings']}>
        {wordings.map(({ text, at }) => {
          const written = new Date(timeOf(at));
          return (
            <li key={at}>
              <span className={styles['when']}>
                {shortDay(written)}, {timeOfDay(written)}
              </span>{' '}
              <span dir="auto">{text}</span>
            </li>
          );
        })}
      </ol>
    </details>
  );
}
