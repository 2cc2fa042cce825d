import { Camera } from 'lucide-react';
import { useState } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { lazy, Waiting } from '../../ui/lazy.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './form.module.css';

const ScanCode = lazy(async () => ({ default: (await import('./scan-code.tsx')).ScanCode }));

/** A code that is typed, pasted, or read by the camera. */
export function CodeField({
  label,
  hint,
  placeholder,
  value,
  onChange,
  whileTyping,
  tidy,
  isCode,
  isMissingShown,
}: {
  label: string;
  hint: string;
  placeholder?: string;
  value: string;
  onChange: (code: string) => void;
  /** What becomes of the text while it is typed, and when the field is left. */
  whileTyping: (typed: string) => string;
  tidy: (typed: string) => string;
  /** Which of the codes that the camera sees is meant. */
  isCode?: (text: string) => boolean;
  isMissingShown: boolean;
}) {
  const [isScanning, setIsScanning] = useState(false);
  return (
    <>
      <TextField
        className={styles['code']}
        label={label}
        hint={hint}
        value={value}
        onChange={(typed) => onChange(whileTyping(typed))}
        onBlur={() => onChange(tidy(value))}
        error={isMissingShown && value.trim() === '' ? m.team_code_missing() : undefined}
        {...(placeholder !== undefined && { placeholder })}
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        required
      />
      {isScanning ? (
        <Waiting>
          <ScanCode
            {...(isCode && { isCode })}
            onCode={(found) => {
              onChange(tidy(found));
              setIsScanning(false);
            }}
            onClose={() => setIsScanning(false)}
          />
        </Waiting>
      ) : (
        <Button kind="plain" onClick={() => setIsScanning(true)}>
          <Camera aria-hidden="true" />
          {m.team_scan()}
        </Button>
      )}
    </>
  );
}
