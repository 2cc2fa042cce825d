import { describe, expect, test } from 'vitest';
import { isOutsideOfHomeScreenApp } from '../../../src/features/team/browser.ts';

const IPAD =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.0 Safari/605.1.15';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1';
const ANDROID = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/125.0 Safari/537.36';

describe('a link that was opened', () => {
  test.each([
    ['in Safari on an iPad', IPAD, 5, false, true],
    ['in Safari on an iPhone', IPHONE, 5, false, true],
    ['in the app on the Home Screen', IPAD, 5, true, false],
    ['on a Mac', IPAD, 0, false, false],
    ['on an Android tablet', ANDROID, 5, false, false],
  ])('%s', (_where, userAgent, maxTouchPoints, isStandalone, isOutside) => {
    expect(isOutsideOfHomeScreenApp({ userAgent, maxTouchPoints, isStandalone })).toBe(isOutside);
  });
});
