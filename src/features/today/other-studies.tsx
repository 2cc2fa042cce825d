import { ChevronRight } from 'lucide-react';
import { Link } from 'wouter';
import { m } from '../../i18n/paraglide/messages.js';
import type { StudyProgress } from '../../notebook/read-study-list.ts';
import styles from './other-studies.module.css';

export function OtherStudies({ studies }: { studies: readonly StudyProgress[] }) {
  if (studies.length === 0) return null;
  return (
    <section aria-labelledby="other-studies">
      <h2 id="other-studies">{m.today_other_studies()}</h2>
      <ul className={styles['list']}>
        {studies.map(({ study, progress }) => (
          <li key={study.id}>
            <Link href={`/studies/${study.id}`} className={styles['study']}>
              <span className={styles['words']}>
                <span className={styles['title']} dir="auto">
                  {study.title.trim() || study.focusQuestion.trim() || m.today_untitled()}
                </span>
                <span className={styles['state']}>
                  {m.today_notes({ count: progress.reduce((sum, { notes }) => sum + notes, 0) })}
                </span>
              </span>
              <ChevronRight className={styles['arrow']} aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
