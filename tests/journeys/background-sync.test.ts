import { createServer, type AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserTablet } from '../support/browser.ts';
import { notesInReview, planLesson, startLesson, untilAtServer, writeNote } from '../support/main-path.ts';
import type { ServerProcess } from '../support/server.ts';
import { colleaguesTablet, leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;
let server: ServerProcess;
let maria: BrowserTablet;
let sam: BrowserTablet;
let lesson: string;

beforeAll(async () => {
  school = await openSchool();
  server = await school.serve({ env: { LOG_LEVEL: 'info' } });
  maria = await leadsTablet(school);
  lesson = await planLesson(maria.page);
  await untilAtServer(maria.page);
  sam = await colleaguesTablet(school, maria);
  await sam.page.goto(`${lesson}/review`);
  await startLesson(maria.page, lesson);
});

afterAll(() => school.close());

/** Writes without a network, and leaves the app. */
async function writeAndLeave({ page, context }: BrowserTablet, texts: readonly string[]): Promise<void> {
  await context.setOffline(true);
  for (const text of texts) await writeNote(page, { pupil: 'Robin', kind: 'Did', text });
  await page.getByRole('status').filter({ hasText: '2 notes waiting for Wi-Fi' }).waitFor();
  await page.goto('about:blank');
}

test('notes written without a network are sent when it is back, with no page open', async () => {
  await writeAndLeave(maria, ['Lays the strips side by side', 'It has to be the same']);
  await maria.context.setOffline(false);

  await expect.poll(() => notesInReview(sam.page), PATIENTLY).toBe(2);
  expect(maria.page.url()).toBe('about:blank');
});

test('[S2] [S9] the browser ends the worker while it sends, before the server has anything and again before it answers: all arrives once', async () => {
  await maria.page.goto(`${lesson}/observe`);
  await writeAndLeave(maria, ['Folds the strip in four', 'Says it is smaller']);
  const deaf = await deafServer();
  const pushes = () =>
    school.line
      .recorded()
      .toString('latin1')
      .split(/POST \/api\/teams\/[^/]+\/envelopes /).length;

  // Nothing of what is sent arrives.
  school.line.leadTo(deaf.url);
  const before = pushes();
  await maria.context.setOffline(false);
  await expect.poll(deaf.pushesHeard, PATIENTLY).toBe(1);
  await endWorker(maria.page);

  // All of it arrives, and the answer finds nobody.
  process.kill(server.pid, 'SIGSTOP');
  school.line.leadTo(server.url);
  await expect.poll(pushes, PATIENTLY).toBeGreaterThan(before + 1);
  await endWorker(maria.page);
  process.kill(server.pid, 'SIGCONT');

  await expect.poll(() => notesInReview(sam.page), PATIENTLY).toBe(4);
  expect(maria.page.url()).toBe('about:blank');
  // What the server got twice it has once.
  const [first, again] = pushesAnswered().slice(-2);
  expect([first, again]).toEqual([
    { envelopes: 1, added: 1 },
    { envelopes: 1, added: 0 },
  ]);
  await maria.page.goto(`${lesson}/observe`);
  await untilAtServer(maria.page);
  await deaf.close();
});

/** What the server's own log says of each push: how many envelopes it got, and how many of them were new. */
function pushesAnswered() {
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line.includes('"added":'));
  return lines.map((line) => {
    const { envelopes, added } = JSON.parse(line) as { envelopes: number; added: number };
    return { envelopes, added };
  });
}

/** Takes every connection and everything that comes, and answers nothing. */
async function deafServer() {
  const heard: string[] = [];
  const listening = createServer((socket) => {
    socket.on('data', (chunk) => heard.push(chunk.toString('latin1')));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    pushesHeard: () => heard.join('').split(/POST \/api\/teams\/[^/]+\/envelopes /).length - 1,
    close: () => new Promise((done) => listening.close(done)),
  };
}

/** As a browser does that needs the memory, in the middle of whatever the worker is doing. */
async function endWorker(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.stopAllWorkers');
  await cdp.detach();
}
