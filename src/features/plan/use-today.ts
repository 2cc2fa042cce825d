import { useState } from 'react';
import { dateText } from '../../i18n/dates.ts';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';

/** The day on which this page was opened, as a date field has it. */
export function useToday(): string {
  const { notebook } = useOpenNotebook();
  const [today] = useState(() => dateText(new Date(notebook.now())));
  return today;
}
