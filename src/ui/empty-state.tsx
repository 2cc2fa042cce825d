import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** Says what will be here and, in its children, offers the first step. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <section className={styles['empty']}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
