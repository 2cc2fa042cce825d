import type { Surroundings } from './surroundings.ts';

export type Platform = 'apple' | 'android' | 'chromebook' | 'firefox' | 'other';

/** Only to name the right buttons to press; nothing else depends on it. */
export function platformOf({
  userAgent,
  maxTouchPoints,
}: Pick<Surroundings, 'userAgent' | 'maxTouchPoints'>): Platform {
  // iPads have called themselves Macs since 2019; no Mac has a touch screen.
  const isPad = userAgent.includes('Macintosh') && maxTouchPoints > 1;
  if (isPad || /iPad|iPhone|iPod/.test(userAgent)) return 'apple';
  if (userAgent.includes('Android')) return 'android';
  if (userAgent.includes('CrOS')) return 'chromebook';
  return userAgent.includes('Firefox') ? 'firefox' : 'other';
}
