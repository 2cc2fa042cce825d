import { longDate } from '../i18n/dates.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useAutosave } from './autosave.ts';
import { useMayChange } from './read-only.ts';
import { TextField } from './text-field.tsx';
import { WrittenText } from './written-text.tsx';

interface MomentFieldProps {
  readonly label: string;
  readonly type: 'date' | 'time';
  readonly hint?: string | undefined;
  readonly value: string;
  readonly onSave: (value: string) => Promise<void>;
  readonly draftKey: string;
}

/** A date or a time of day in the browser's own field. Saves like every other field: a year half typed is not a save. */
export function MomentField(props: MomentFieldProps) {
  if (useMayChange()) return <WritingField {...props} />;
  const { label, type, value } = props;
  return <WrittenText label={label} text={type === 'date' ? longDate(value) : value} />;
}

function WritingField({ label, type, hint, value, onSave, draftKey }: MomentFieldProps) {
  const { text, write, flush, isUnsaved } = useAutosave(value, onSave, draftKey);
  const error = isUnsaved ? m.ui_not_saved() : undefined;
  return (
    <TextField
      label={label}
      type={type}
      hint={hint}
      value={text}
      onChange={write}
      onBlur={flush}
      error={error}
    />
  );
}
