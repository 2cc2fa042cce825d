import { TriangleAlert } from 'lucide-react';
import styles from './field.module.css';
import { useTextWarning } from './text-check.ts';

/** Says under a field that its words hold something they should not. It hinders nobody from saving them. */
export function TextWarning({ text, id }: { text: string; id?: string }) {
  const warning = useTextWarning(text);
  if (warning === undefined) return null;
  return (
    <p className={styles['warning']} id={id} role="alert">
      <TriangleAlert aria-hidden="true" />
      <span>{warning}</span>
    </p>
  );
}
