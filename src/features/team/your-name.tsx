import { m } from '../../i18n/paraglide/messages.js';
import { TextField } from '../../ui/text-field.tsx';

/** Who has this tablet, as the team knows them. */
export function YourName({
  value,
  onChange,
  hint,
  isMissingShown,
}: {
  value: string;
  onChange: (name: string) => void;
  hint: string;
  isMissingShown: boolean;
}) {
  return (
    <TextField
      label={m.team_your_name()}
      hint={hint}
      value={value}
      onChange={onChange}
      error={isMissingShown && value.trim() === '' ? m.team_your_name_missing() : undefined}
      autoComplete="name"
      required
    />
  );
}
