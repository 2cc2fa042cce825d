import { longDay } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { erasures } from '../../notebook/read-erasures.ts';
import styles from './today-screen.module.css';

const NEWS_FOR_MS = 14 * 24 * 60 * 60 * 1000;

/** A study that was there yesterday and is not there today has not been lost: somebody deleted it. */
export function ErasedLately({ now }: { now: Date }) {
  const all = useNotebookQuery(erasures, []) ?? [];
  return all
    .filter(({ letter, at }) => letter === undefined && now.getTime() - at.getTime() < NEWS_FOR_MS)
    .map(({ study, name, at }) => (
      <p key={study} className={styles['erased']}>
        {name === ''
          ? m.erase_study_gone_by({ day: longDay(at) })
          : m.erase_study_gone({ name, day: longDay(at) })}
      </p>
    ));
}
