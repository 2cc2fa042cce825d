import { getLocale } from '../../i18n/paraglide/runtime.js';

const UNITS = ['kilobyte', 'megabyte', 'gigabyte'] as const;

/** In the unit a person would choose. */
export function fileSize(bytes: number): string {
  let size = bytes / 1000;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const format = {
    style: 'unit',
    unit: UNITS[unit]!,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  } as const;
  return new Intl.NumberFormat(getLocale(), format).format(Math.max(size, 0.1));
}
