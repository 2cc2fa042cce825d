import type { Language } from './language.ts';

/**
 * Names of days (Sunday first) and months. Chromium has no Welsh ones built in, and the formatting machinery of
 * date-fns with two of its locales would cost 20 kB of script; a test compares these with date-fns's own.
 */
export const DAY_NAMES: Readonly<Record<Language, readonly string[]>> = {
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  cy: ['dydd Sul', 'dydd Llun', 'dydd Mawrth', 'dydd Mercher', 'dydd Iau', 'dydd Gwener', 'dydd Sadwrn'],
};

export const MONTH_NAMES: Readonly<Record<Language, readonly string[]>> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  cy: 'Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr'.split(' '),
};

export const SHORT_MONTH_NAMES: Readonly<Record<Language, readonly string[]>> = {
  en: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
  cy: 'Ion Chwe Maw Ebr Mai Meh Gor Aws Med Hyd Tach Rhag'.split(' '),
};
