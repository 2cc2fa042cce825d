import { useState } from 'react';
import { dateText } from '../../i18n/dates.ts';

/** The day a page was opened: what is printed says when it was made, and does not change at midnight. */
export function useMadeOn(): string {
  const [day] = useState(() => dateText(new Date()));
  return day;
}
