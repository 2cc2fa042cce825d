import type { ReactNode } from 'react';
import styles from './lesson-notice.module.css';

/** Something worth knowing in mid-lesson, in one line with what one can do about it. It covers nothing and waits for nobody. */
export function LessonNotice({ words, children }: { words: string; children: ReactNode }) {
  return (
    <div className={styles['notice']}>
      <p role="status" className={styles['words']}>
        {words}
      </p>
      <div className={styles['actions']}>{children}</div>
    </div>
  );
}
