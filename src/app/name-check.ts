import { findName } from '../domain/real-names.ts';
import { m } from '../i18n/paraglide/messages.js';
import type { TextCheck } from '../ui/text-check.ts';

/** Warns, in the reader's language, when one of these names turns up in a text. */
export function nameCheck(names: readonly string[]): TextCheck {
  const find = findName(names);
  return (text) => {
    const name = find(text);
    return name === undefined ? undefined : m.plan_real_name_found({ name });
  };
}
