import { currentLanguage } from '../../i18n/language.ts';

const REGIONS = { en: 'en-GB', cy: 'cy-GB' } as const;

/** `Aled, Bethan and Carys`, as the reader's language joins them. */
export function listOf(items: readonly string[]): string {
  return new Intl.ListFormat(REGIONS[currentLanguage()], { type: 'conjunction' }).format(items);
}
