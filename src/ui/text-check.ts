import { createContext, useContext, useEffect, useState } from 'react';

/** Looks at words somebody typed and answers a warning, if there is one to give. */
export type TextCheck = (text: string) => string | undefined;

/** undefined while there is nothing to look for, and then no field does anything. */
export const TextCheckContext = createContext<TextCheck | undefined>(undefined);

/** Words are looked at when typing pauses, never on a key. */
export const CHECK_AFTER_MS = 400;

/** The warning about a text that is being written. */
export function useTextWarning(text: string): string | undefined {
  const check = useContext(TextCheckContext);
  const [warning, setWarning] = useState<string>();
  useEffect(() => {
    if (check === undefined) return;
    const timer = setTimeout(() => setWarning(check(text)), CHECK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [check, text]);
  return check === undefined || text === '' ? undefined : warning;
}
