import { EyeOff, Moon } from 'lucide-react';
import { m } from '../../i18n/paraglide/messages.js';
import styles from './capture-header.module.css';
import { keepKeyboard } from './keep-keyboard.ts';
import { toggleQuiet, useQuiet } from './quiet-mode.ts';

/** One tap each: cover everything about pupils; dark and still. Where there is no room for the words they are only spoken. */
export function LessonTools({ onCover }: { onCover: () => void }) {
  const isQuiet = useQuiet();
  return (
    <div className={styles['tools']}>
      <button
        type="button"
        className={styles['tool']}
        aria-pressed={isQuiet}
        onMouseDown={keepKeyboard}
        onClick={toggleQuiet}
      >
        <Moon size={20} aria-hidden="true" />
        <span className={styles['toolName']}>{m.observe_quiet()}</span>
      </button>
      <button type="button" className={styles['tool']} onMouseDown={keepKeyboard} onClick={onCover}>
        <EyeOff size={20} aria-hidden="true" />
        <span className={styles['toolName']}>{m.observe_cover()}</span>
      </button>
    </div>
  );
}
