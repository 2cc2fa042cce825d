import { m } from '../../i18n/paraglide/messages.js';
import styles from './recovery-screen.module.css';
import { useSheet } from './use-sheet.ts';

/** Somebody was removed since the sheet was printed; nothing otherwise. */
export function SheetWarning() {
  const sheet = useSheet();
  if (sheet === undefined || sheet === 'reading') return null;
  if (!sheet.hasEnded && !sheet.isOutdated) return null;
  return <p className={styles['warning']}>{sheet.hasEnded ? m.recovery_ended() : m.recovery_outdated()}</p>;
}
