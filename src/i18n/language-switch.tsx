import { Languages } from 'lucide-react';
import { chooseLanguage, useLanguage, type Language } from './language.ts';
import styles from './language-switch.module.css';

/** Each language is named in itself, so that nobody has to read the other one to find it. */
const NAMES: Readonly<Record<Language, string>> = { en: 'English', cy: 'Cymraeg' };

/** One tap to the other language; both are always named, the one in use is marked. */
export function LanguageSwitch() {
  const language = useLanguage();
  return (
    <div role="group" aria-label={`${NAMES.en} / ${NAMES.cy}`} className={styles['switch']}>
      <Languages className={styles['icon']} aria-hidden="true" />
      {Object.entries(NAMES).map(([code, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          className={styles['language']}
          aria-pressed={code === language}
          onClick={() => chooseLanguage(code as Language)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
