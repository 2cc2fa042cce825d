import { afterAll, beforeAll, expect, test } from 'vitest';
import { untilInstalled } from '../support/browser.ts';
import { openSchool, type School } from './school.ts';

let school: School;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

test('the other language is a tap away without a network, stays through a reload, and leads back', async () => {
  const { page, context, complaints } = await school.tablet();
  await untilInstalled(page);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Explore the demo study' }).waitFor();

  await page.getByRole('button', { name: 'Cymraeg' }).click();

  await page.getByRole('button', { name: 'Edrych ar yr astudiaeth enghreifftiol' }).click();
  await page.getByRole('button', { name: 'Tynnu’r enghraifft' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('cy');
  await page.reload();
  await page.getByRole('button', { name: 'Tynnu’r enghraifft' }).waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Remove demo' }).waitFor();
  expect(complaints).toEqual([]);
});
