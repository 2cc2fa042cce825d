import type { Sitting } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { shiftInWords } from '../../i18n/shift-words.ts';
import type { NameOf } from './observer-names.ts';

/** Whose times on the page are not those of their own clock; '' when everybody is counted from the own start alone. */
export function shiftedTimes(sittings: readonly Sitting[], nameOf: NameOf): string {
  const shifted = sittings.flatMap(({ member, nudgeMs }) => {
    if (!nudgeMs) return [];
    const shift = shiftInWords(nudgeMs);
    const name = nameOf(member);
    return [name === '' ? shift : m.report_shifted_one({ name, shift })];
  });
  return shifted.length === 0 ? '' : m.report_shifted({ list: shifted.join(', ') });
}
