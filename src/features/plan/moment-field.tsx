import { useAutosave } from '../../ui/autosave.ts';
import { TextField } from '../../ui/text-field.tsx';

/** A date or a time of day in the browser's own field. Saves like every other field: a year half typed is not a save. */
export function MomentField({
  label,
  type,
  hint,
  value,
  onSave,
  draftKey,
}: {
  label: string;
  type: 'date' | 'time';
  hint?: string | undefined;
  value: string;
  onSave: (value: string) => Promise<void>;
  draftKey: string;
}) {
  const { text, write, flush } = useAutosave(value, onSave, draftKey);
  return <TextField label={label} type={type} hint={hint} value={text} onChange={write} onBlur={flush} />;
}
