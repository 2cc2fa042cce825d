import { Children, isValidElement, type ReactNode } from 'react';
import { expect, test } from 'vitest';
import { planPages, planWindows } from '../../src/app/rooms/plan.tsx';
import { reportPages, reportWindows } from '../../src/app/rooms/report.tsx';
import { reviewPages, reviewWindows } from '../../src/app/rooms/review.tsx';
import { tabletPages, whoPages } from '../../src/app/rooms/tablet.tsx';
import { teamPages, teamWindows } from '../../src/app/rooms/team.tsx';
import { WINDOWS } from '../../src/app/windows.ts';

/** Addresses of a room's screens, with a letter for each of their parameters. */
function addressesIn(routes: ReactNode): readonly string[] {
  return Children.toArray(routes).flatMap((each) => {
    if (!isValidElement<{ path?: string; children?: ReactNode }>(each)) return [];
    const { path, children } = each.props;
    return path === undefined ? addressesIn(children) : [path.replaceAll(/:\w+/g, 'x')];
  });
}

test('which screens have the window to themselves is known before their scripts are there', () => {
  const windows = [planWindows, reviewWindows, reportWindows, teamWindows].flatMap(addressesIn);
  const pages = [planPages, reviewPages, reportPages, teamPages, tabletPages, whoPages].flatMap(addressesIn);

  expect(windows.filter((address) => !WINDOWS.test(address))).toEqual([]);
  expect(pages.filter((address) => WINDOWS.test(address))).toEqual([]);
  expect(windows.length + pages.length).toBeGreaterThan(30);
});
