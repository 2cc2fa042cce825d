import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { notesInReview, planLesson, startLesson, untilAtServer, writeNote } from '../support/main-path.ts';
import type { ServerProcess } from '../support/server.ts';
import { colleaguesTablet, leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

const SIGN_IN = '<!doctype html><title>Guest Wi-Fi</title><h1>Welcome to the guest Wi-Fi</h1>';

let school: School;
let server: ServerProcess;
let portal: Server;

beforeAll(async () => {
  school = await openSchool();
  server = await school.serve();
  // Answers every request, of every kind, as cheerfully as real ones do.
  portal = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(SIGN_IN);
  });
  await new Promise<void>((done) => portal.listen(0, '127.0.0.1', done));
});

afterAll(async () => {
  await school.close();
  portal.closeAllConnections();
  await new Promise((done) => portal.close(done));
});

test('[S5] a sign-in page is named, is no acknowledgement and is never kept; notes go by themselves after it', async () => {
  const maria = await leadsTablet(school);
  const lesson = await planLesson(maria.page);
  const sam = await colleaguesTablet(school, maria);
  await sam.page.goto(`${lesson}/review`);
  await startLesson(maria.page, lesson);
  await untilAtServer(maria.page);

  school.line.leadTo(`http://127.0.0.1:${(portal.address() as AddressInfo).port}`);
  await writeNote(maria.page, { pupil: 'Robin', kind: 'Did', text: 'Lays the strips side by side' });
  await writeNote(maria.page, { pupil: 'Wren', kind: 'Said', text: 'It has to be the same' });

  const status = maria.page.getByRole('status').filter({ hasText: 'Needs you: sign in to this Wi-Fi' });
  await status.filter({ hasText: '2 notes only on this tablet' }).waitFor();
  await maria.page.reload();
  await status.filter({ hasText: '2 notes only on this tablet' }).waitFor();
  for (const text of ['Lays the strips side by side', 'It has to be the same']) {
    await maria.page.getByText(text).waitFor();
  }
  expect(await maria.page.getByText('Guest Wi-Fi').count()).toBe(0);
  expect(await maria.page.evaluate(pagesKept)).toEqual([]);

  school.line.leadTo(server.url);
  await untilAtServer(maria.page);
  await expect.poll(() => notesInReview(sam.page), PATIENTLY).toBe(2);
  expect(await maria.page.evaluate(pagesKept)).toEqual([]);
});

test('[S5] notes written behind a sign-in page are sent when it is gone, with no page open', async () => {
  const maria = await leadsTablet(school);
  const lesson = await planLesson(maria.page);
  const sam = await colleaguesTablet(school, maria);
  await sam.page.goto(`${lesson}/review`);
  await startLesson(maria.page, lesson);
  await untilAtServer(maria.page);
  school.line.leadTo(`http://127.0.0.1:${(portal.address() as AddressInfo).port}`);
  await writeNote(maria.page, { pupil: 'Robin', kind: 'Did', text: 'Lays the strips side by side' });
  const status = maria.page.getByRole('status').filter({ hasText: 'Needs you: sign in to this Wi-Fi' });
  await status.filter({ hasText: '1 note only on this tablet' }).waitFor();

  await maria.page.goto('about:blank');
  await maria.context.setOffline(true);
  school.line.leadTo(server.url);
  await maria.context.setOffline(false);

  await expect.poll(() => notesInReview(sam.page), PATIENTLY).toBe(1);
  expect(maria.page.url()).toBe('about:blank');
});

/** Addresses in Cache Storage behind which the sign-in page lies. */
async function pagesKept(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const text = await (await cache.match(request))?.text();
      if (text?.includes('guest Wi-Fi')) found.push(request.url);
    }
  }
  return found;
}
