import { longDay } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { StudyId } from '../../domain/ids.ts';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { erasures } from '../../notebook/read-erasures.ts';
import styles from './study-tabs.module.css';

/** In the place of a pupil about whom everything was deleted: that it was, by whom and when. */
export function ErasedPupils({ study }: { study: StudyId }) {
  const all = useNotebookQuery(erasures, []) ?? [];
  return all.map(({ study: of, letter, name, at }) => {
    if (of !== study || letter === undefined) return null;
    const day = longDay(at);
    return (
      <p key={letter} className={styles['intro']}>
        {name === '' ? m.erase_pupil_gone_by({ letter, day }) : m.erase_pupil_gone({ name, letter, day })}
      </p>
    );
  });
}
