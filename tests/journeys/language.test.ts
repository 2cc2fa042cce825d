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

test('words of the other language that come after somebody went back to the first change nothing', async () => {
  const { page, complaints } = await school.tablet({ serviceWorkers: 'block' });
  let letCome = () => {};
  const slow = new Promise<void>((resolve) => (letCome = resolve));
  await page.route('**/*other-language*', async (route) => {
    await slow;
    await route.continue();
  });
  const asked = page.waitForRequest('**/*other-language*');
  await page.getByRole('button', { name: 'Cymraeg' }).click();
  const words = (await asked).url();
  await page.getByRole('button', { name: 'English' }).click();

  letCome();
  await page.evaluate(`import(${JSON.stringify(words)}).then(() => undefined)`);

  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  await page.getByRole('button', { name: 'Explore the demo study' }).waitFor();
  await page.getByRole('button', { name: 'Cymraeg' }).click();
  await page.getByRole('button', { name: 'Edrych ar yr astudiaeth enghreifftiol' }).waitFor();
  expect(complaints).toEqual([]);
});
