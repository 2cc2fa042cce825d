import { m } from '../../i18n/paraglide/messages.js';
import { useAutosave } from '../../ui/autosave.ts';
import { useMayChange } from '../../ui/read-only.ts';
import { TextField } from '../../ui/text-field.tsx';
import { WrittenText } from '../../ui/written-text.tsx';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly onSave: (value: number | null) => Promise<void>;
  readonly draftKey: string;
  readonly className?: string | undefined;
}

/** A whole number that saves by itself. What is no number is never saved: the field says so and keeps the words. */
export function NumberField(props: NumberFieldProps) {
  if (useMayChange()) return <WritingField {...props} />;
  const { label, value, className } = props;
  return <WrittenText label={label} text={value === null ? '' : String(value)} className={className} />;
}

function WritingField({ label, value, onSave, draftKey, className }: NumberFieldProps) {
  const save = async (words: string) => {
    const number = wholeNumber(words);
    if (number !== undefined) await onSave(number);
  };
  const { text, write, flush, isUnsaved } = useAutosave(value === null ? '' : String(value), save, draftKey);
  const unsaved = isUnsaved ? m.ui_not_saved() : undefined;
  const error = wholeNumber(text) === undefined ? m.plan_whole_number() : unsaved;
  return (
    <TextField
      label={label}
      value={text}
      onChange={write}
      onBlur={flush}
      inputMode="numeric"
      autoComplete="off"
      error={error}
      className={className}
    />
  );
}

/** The number that was meant; null when nothing stands there, undefined when it is no number. */
function wholeNumber(words: string): number | null | undefined {
  const digits = words.trim();
  if (digits === '') return null;
  return /^\d{1,4}$/u.test(digits) ? Number(digits) : undefined;
}
