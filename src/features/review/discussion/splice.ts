export interface Splice {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/**
 * What has to be done to `before` to get `after`, as little as possible. What stands behind the caret was not touched by
 * typing, which tells apart where one of several equal letters came in.
 */
export function spliceBetween(before: string, after: string, caret: number): Splice | undefined {
  if (before === after) return undefined;
  let behind = 0;
  const most = Math.min(before.length, after.length - Math.min(caret, after.length));
  while (behind < most && before.at(-1 - behind) === after.at(-1 - behind)) behind++;
  let ahead = 0;
  const shorter = Math.min(before.length, after.length) - behind;
  while (ahead < shorter && before[ahead] === after[ahead]) ahead++;
  // Never between the two halves of one character: half an emoji is a broken letter for everybody.
  if (isFirstHalf(before[ahead - 1]) || isFirstHalf(after[ahead - 1])) ahead--;
  if (isSecondHalf(before[before.length - behind]) || isSecondHalf(after[after.length - behind])) behind--;
  return {
    at: ahead,
    removed: before.length - ahead - behind,
    inserted: after.slice(ahead, after.length - behind),
  };
}

function isFirstHalf(unit: string | undefined): boolean {
  return unit !== undefined && /[\uD800-\uDBFF]/.test(unit);
}

function isSecondHalf(unit: string | undefined): boolean {
  return unit !== undefined && /[\uDC00-\uDFFF]/.test(unit);
}
