/** What sort of tablet this is, in the words its owner would use; people can tell their tablets apart by it. */
export function deviceLabelOf(userAgent: string, touchPoints: number): string {
  // iPads have called themselves Macs since 2019; no Mac has a touch screen.
  const isPad = userAgent.includes('iPad') || (userAgent.includes('Macintosh') && touchPoints > 1);
  if (isPad) return 'iPad';
  if (userAgent.includes('Android')) return userAgent.includes('Mobile') ? 'Android phone' : 'Android tablet';
  const known = Object.entries(LABELS).find(([mark]) => userAgent.includes(mark));
  return known?.[1] ?? 'Browser';
}

const LABELS = {
  iPhone: 'iPhone',
  CrOS: 'Chromebook',
  Windows: 'Windows',
  Macintosh: 'Mac',
  Linux: 'Linux',
};
