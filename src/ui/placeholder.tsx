import type { ReactNode } from 'react';
import styles from './placeholder.module.css';

/** While something is read from the disk. Shows itself only if that takes noticeably long. */
export function Placeholder({ children }: { children: ReactNode }) {
  return <p className={styles['placeholder']}>{children}</p>;
}
