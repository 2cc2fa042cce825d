import { longDay } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { erasures } from '../../notebook/read-erasures.ts';
import styles from './delete-screen.module.css';

/** Where a colleague looks for a study that is no longer there. Not its title: that is deleted too. */
export function ErasedStudies() {
  const all = useNotebookQuery(erasures, []) ?? [];
  const whole = all.filter(({ letter }) => letter === undefined);
  if (whole.length === 0) return null;
  return (
    <ul className={styles['gone']}>
      {whole.map(({ study, name, at }) => (
        <li key={study}>
          {name === ''
            ? m.erase_study_gone_by({ day: longDay(at) })
            : m.erase_study_gone({ name, day: longDay(at) })}
        </li>
      ))}
    </ul>
  );
}
