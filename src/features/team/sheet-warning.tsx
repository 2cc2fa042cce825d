import { m } from '../../i18n/paraglide/messages.js';
import styles from './recovery-screen.module.css';
import { useSheet } from './use-sheet.ts';

/** Somebody was removed since the sheet was printed; nothing otherwise. */
export function SheetWarning() {
  const sheet = useSheet();
  if (sheet === undefined || sheet === 'reading' || !sheet.isOutdated) return null;
  return <p className={styles['warning']}>{m.recovery_outdated()}</p>;
}
