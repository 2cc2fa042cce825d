import { afterAll, beforeAll, expect, test } from 'vitest';
import { untilInstalled } from '../support/browser.ts';
import { planLesson, startLesson, untilAtServer } from '../support/main-path.ts';
import type { ServerProcess } from '../support/server.ts';
import { leadsTablet, openSchool, type School } from './school.ts';

interface Picture {
  readonly src: string;
  readonly type: string;
  readonly sizes: string;
  readonly purpose?: string;
  readonly form_factor?: string;
  readonly label?: string;
}

let school: School;
let server: ServerProcess;

beforeAll(async () => {
  school = await openSchool();
  server = await school.serve();
});

afterAll(() => school.close());

test('the manifest is linked and has all that browsers ask of an app to install', async () => {
  const page = await (await get('/')).text();
  expect(page).toContain('<link rel="manifest" href="/manifest.webmanifest" />');
  const answer = await get('/manifest.webmanifest');
  expect(answer.headers.get('content-type')).toContain('application/manifest+json');
  const manifest = (await answer.json()) as {
    icons: readonly Picture[];
    screenshots: readonly Picture[];
    shortcuts: readonly { name: string; url: string }[];
  };

  expect(manifest).toMatchObject({
    id: '/',
    name: 'Threefold: lesson study',
    short_name: 'Threefold',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: expect.stringMatching(/^#[\da-f]{6}$/) as string,
    theme_color: expect.stringMatching(/^#[\da-f]{6}$/) as string,
  });
  const icons = manifest.icons.map(({ sizes, purpose = 'any' }) => `${sizes} ${purpose}`);
  expect(icons).toEqual(expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']));
  expect(manifest.screenshots.map(({ form_factor }) => form_factor).toSorted()).toEqual(['narrow', 'wide']);
  for (const { label } of manifest.screenshots) expect(label).toBeTruthy();
  for (const picture of [...manifest.icons, ...manifest.screenshots]) {
    if (picture.type === 'image/png') expect(await sizeOfPng(picture.src), picture.src).toBe(picture.sizes);
    else expect((await get(picture.src)).headers.get('content-type')).toContain(picture.type);
  }
  expect(manifest.shortcuts.length).toBeGreaterThan(0);
});

test('the worker and the page are asked for anew each time, files with a hash in their name never again', async () => {
  for (const path of ['/', '/index.html', '/sw.js', '/manifest.webmanifest', '/studies/x/lessons/1']) {
    expect((await get(path)).headers.get('cache-control'), path).toBe('no-cache');
  }
  const assets = [...(await (await get('/')).text()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)];
  expect(assets.length).toBeGreaterThan(1);
  for (const [, path = ''] of assets) {
    expect((await get(path)).headers.get('cache-control'), path).toBe('public, max-age=31536000, immutable');
  }
});

test('after one visit every screen opens without a network, the shortcuts and a bookmark among them', async () => {
  const maria = await leadsTablet(school, { isNew: true });
  const lesson = new URL(await planLesson(maria.page)).pathname;
  await startLesson(maria.page, school.line.url + lesson);
  await untilAtServer(maria.page);
  const study = lesson.replace(/\/lessons.*/, '');
  const { shortcuts } = (await (await get('/manifest.webmanifest')).json()) as {
    shortcuts: readonly { url: string }[];
  };
  const screens = [
    ...shortcuts.map(({ url }) => url),
    '/team',
    '/start',
    '/studies/new',
    study,
    `${study}/pupils`,
    `${study}/coverage`,
    lesson,
    `${lesson}/observe`,
    `${lesson}/review`,
    `${lesson}/review?view=notes`,
  ];

  school.line.leadTo(undefined);
  await maria.context.setOffline(true);
  for (const path of screens) {
    await maria.page.goto(school.line.url + path);
    await maria.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await maria.page.getByText('There is no such screen').count(), path).toBe(0);
    expect(await maria.page.getByRole('alert').count(), path).toBe(0);
  }
  await maria.page.goto(`${school.line.url}/nowhere`);
  await maria.page.getByText('There is no such screen').waitFor();
  school.line.leadTo(server.url);
  expect(maria.complaints).toEqual([]);
});

test('a tablet that was only opened once, without a team, starts one without a network', async () => {
  const { page, context } = await school.tablet({ isNew: true });
  await untilInstalled(page);
  await context.setOffline(true);
  await page.goto(`${school.line.url}/start`);
  await page.getByLabel('Team name').fill('P5 Maths triad');
  await page.getByLabel('Your name').fill('Sam Dale');
  await page.getByRole('button', { name: 'Start a team' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sam Dale' }).waitFor();
});

function get(path: string): Promise<Response> {
  return fetch(school.address + path, { headers: { accept: 'text/html,*/*' } });
}

/** Width and height as they stand in the file itself. */
async function sizeOfPng(path: string): Promise<string> {
  const bytes = new DataView(await (await get(path)).arrayBuffer());
  return `${bytes.getUint32(16)}x${bytes.getUint32(20)}`;
}
