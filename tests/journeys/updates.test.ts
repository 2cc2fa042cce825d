import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toCbor } from '../../src/protocol/bytes.ts';
import { CBOR, SERVER_HEADER } from '../../src/protocol/requests.ts';
import type { BrowserTablet } from '../support/browser.ts';
import { notesInReview, planLesson, startLesson, untilAtServer, writeNote } from '../support/main-path.ts';
import { temporaryDir, type ServerProcess } from '../support/server.ts';
import { colleaguesTablet, leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;
let server: ServerProcess;
let maria: BrowserTablet;
let lesson: string;
const appDir = temporaryDir();

beforeAll(async () => {
  cpSync('dist/app', appDir, { recursive: true });
  school = await openSchool();
  server = await school.serve({ env: { APP_DIR: appDir } });
  maria = await leadsTablet(school);
  lesson = await planLesson(maria.page);
});

afterAll(async () => {
  await school.close();
  rmSync(appDir, { recursive: true, force: true });
});

test('[S9] [M6] server and colleague are newer before the lesson’s tablet: it says so, writes on, sends its notes when it can, and keeps what it cannot read', async () => {
  const sam = await colleaguesTablet(school, maria);
  await startLesson(maria.page, lesson);
  await untilAtServer(maria.page);
  const newer = await newerServer();
  school.line.leadTo(newer.url);

  await writeNote(maria.page, { pupil: 'Wren', kind: 'Said', text: 'It has to be the same' });
  await writeNote(maria.page, { pupil: 'Robin', kind: 'Did', text: 'Folds the strip in four' });
  const needsUpdate = maria.page
    .getByRole('status')
    .filter({ hasText: 'this version of Threefold is too old to send' });
  await needsUpdate.filter({ hasText: '2 notes only on this tablet' }).waitFor(PATIENTLY);
  await maria.page.reload();
  for (const text of ['It has to be the same', 'Folds the strip in four']) {
    await maria.page.getByRole('listitem').filter({ hasText: text }).waitFor();
  }
  await needsUpdate.filter({ hasText: '2 notes only on this tablet' }).waitFor();
  // Refused in words that it does not know, it tries again what it tried, and neither claims, erases nor removes anything.
  const known = ['POST /envelopes', 'GET /envelopes', 'GET /events'];
  expect(newer.asked()).toContain('POST /envelopes');
  expect(newer.asked().filter((request) => !known.includes(request))).toEqual([]);

  school.line.leadTo(server.url);
  const fromTheFuture = await writeInNewerVersion(sam);
  await sam.page.goto(`${lesson}/review`);
  await untilAtServer(maria.page);
  await expect.poll(() => notesInReview(sam.page), PATIENTLY).toBe(2);
  await expect.poll(() => setAside(maria.page), PATIENTLY).toEqual([fromTheFuture]);
  await newer.close();
  await sam.close();
});

test('[N5] a new version is offered, waits for the end of the lesson, and is never taken by the page itself', async () => {
  // The stand-in for a newer server had no files of the app to give.
  const earlier = maria.complaints.length;
  await writeNote(maria.page, { pupil: 'Robin', kind: 'Did', text: 'Lays the strips side by side' });
  const note = maria.page.getByLabel('Note', { exact: true });
  await note.pressSequentially('Says eight is mo');
  await mark(maria.page);

  release('second');
  await lookForUpdate(maria.page);
  await untilWaiting(maria.page);

  // Another tab of the same tablet shows the offer and takes it; the lesson goes on as if nothing had been.
  const office = await maria.context.newPage();
  await office.goto(school.line.url);
  const offer = office.getByRole('region', { name: 'A new version is ready' });
  await offer.waitFor(PATIENTLY);
  expect(await maria.page.getByText('A new version is ready').count()).toBe(0);
  expect(await versionOf(office)).toBe('first');
  const taken = maria.page.evaluate(
    () =>
      new Promise<void>((done) => {
        navigator.serviceWorker.addEventListener('controllerchange', () => done(), { once: true });
      }),
  );
  await offer.getByRole('button', { name: 'Update now' }).click();
  await taken;
  await expect.poll(() => versionOf(office), PATIENTLY).toBe('second');
  await office.getByRole('heading', { level: 1, name: 'Maria Evans' }).waitFor();

  await maria.page.bringToFront();
  // Anything that wanted to reload the lesson would have done so before this round trip through its page.
  await note.pressSequentially('re');
  expect(await isMarked(maria.page)).toBe(true);
  expect(await note.inputValue()).toBe('Says eight is more');
  await note.press('Enter');
  // The parts that the lesson has not opened yet are the old version's, which the server no longer has; what the
  // browser's own cache may still hold does not count.
  await (await maria.context.newCDPSession(maria.page)).send('Network.clearBrowserCache');
  await maria.page.getByRole('button', { name: 'Stage times' }).click();
  await maria.page.getByRole('heading', { name: 'Correct the stages' }).waitFor();
  await maria.page.getByRole('button', { name: 'End lesson' }).click();
  await maria.page.getByText('4 notes:').waitFor();
  expect(await isMarked(maria.page)).toBe(true);

  // After the lesson the old page goes on to a screen whose script only the new version has.
  await maria.page.getByRole('link', { name: 'Review together' }).click();
  await expect.poll(() => notesInReview(maria.page), PATIENTLY).toBe(4);
  // And where the offer has room again, it is still to be had: no worker waits any more, the page has only to be loaded.
  await maria.page.getByRole('link', { name: 'Back to the plan' }).click();
  expect(await isMarked(maria.page)).toBe(true);
  await maria.page
    .getByRole('region', { name: 'A new version is ready' })
    .getByRole('button', { name: 'Update now' })
    .click();
  await expect.poll(() => versionOf(maria.page), PATIENTLY).toBe('second');
  await maria.page.goto(school.line.url);
  await maria.page.getByRole('heading', { level: 1, name: 'Maria Evans' }).waitFor();
  expect(await versionOf(maria.page)).toBe('second');
  // Of what came in the lesson, this version cannot read everything either.
  await maria.page.getByRole('region', { name: 'A colleague’s tablet is newer' }).waitFor();
  expect(maria.complaints.slice(earlier)).toEqual([]);
});

test('[N5] on Today the offer stays until it is taken, and then the new version runs', async () => {
  const sam = await school.tablet();
  await sam.page.getByRole('button', { name: 'Start a team' }).waitFor();
  await sam.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await sam.page.getByRole('button', { name: 'Start a team' }).click();
  await sam.page.getByLabel('Team name').fill('P5 Maths triad');
  await sam.page.getByLabel('Your name').fill('Sam Dale');
  await sam.page.getByRole('button', { name: 'Start a team' }).click();
  await sam.page.getByRole('heading', { level: 1, name: 'Sam Dale' }).waitFor();
  await mark(sam.page);
  // The tablet came with the first version on it, and finds the second by itself.
  await untilWaiting(sam.page);

  release('third');
  await lookForUpdate(sam.page);
  await untilWaiting(sam.page);
  await sam.page.getByRole('region', { name: 'A new version is ready' }).waitFor(PATIENTLY);
  await sam.page.getByRole('link', { name: 'Lesson studies' }).click();
  await sam.page.getByRole('link', { name: 'Today' }).click();
  expect(await isMarked(sam.page)).toBe(true);
  await sam.page.getByRole('button', { name: 'Update now' }).click();

  await expect.poll(() => versionOf(sam.page), PATIENTLY).toBe('third');
  await sam.page.getByRole('heading', { level: 1, name: 'Sam Dale' }).waitFor();
  expect(await sam.page.getByText('A new version is ready').count()).toBe(0);
  expect(sam.complaints).toEqual([]);
});

/** Answers every request about notes as a server of a later version might: with a refusal that nobody has heard of. */
async function newerServer() {
  const asked: string[] = [];
  const answering = createServer((request, response) => {
    const [, path] = /^\/api\/teams\/[^/]+(\/\w+)/.exec(request.url ?? '') ?? [];
    if (path !== undefined) asked.push(`${request.method} ${path}`);
    request.resume();
    // What belongs to the app and not to notes is of no matter here.
    if (path === undefined)
      response.writeHead(200, { 'content-type': 'application/manifest+json' }).end('{}');
    else
      response
        .writeHead(426, { [SERVER_HEADER]: '2', 'content-type': CBOR })
        .end(toCbor({ error: 'tooOld', since: 2 }));
  });
  await new Promise<void>((done) => answering.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(answering.address() as AddressInfo).port}`,
    asked: () => asked,
    async close() {
      answering.closeAllConnections();
      await new Promise((done) => answering.close(done));
    },
  };
}

/** Puts into this tablet's mailbox what a later version would seal: it says more on the outside and opens for nobody here. */
async function writeInNewerVersion({ page }: BrowserTablet): Promise<string> {
  const id = Buffer.alloc(16, 7);
  const { team, device } = await page.evaluate(async () => {
    const opening = indexedDB.open('threefold-mailbox');
    await new Promise((done) => (opening.onsuccess = done));
    const reading = opening.result.transaction('postboxes').objectStore('postboxes').getAll();
    await new Promise((done) => (reading.onsuccess = done));
    opening.result.close();
    return reading.result[0] as { team: string; device: string };
  });
  const parts = [2, 1, id, device, 1_000, Buffer.alloc(12, 1), Buffer.alloc(80, 2), 'said by version 2'];
  const bytes = Buffer.from(toCbor(parts)).toString('latin1');
  const key = id.toString('base64url');
  await page.evaluate(
    async ({ bytes: binary, ...mail }) => {
      const opening = indexedDB.open('threefold-mailbox');
      await new Promise((done) => (opening.onsuccess = done));
      const writing = opening.result.transaction('mail', 'readwrite');
      writing.objectStore('mail').put({
        ...mail,
        bytes: Uint8Array.from(binary, (character) => character.charCodeAt(0)),
        seq: 0,
        notes: [],
        sending: 'waiting',
        reading: 'own',
      });
      await new Promise((done) => (writing.oncomplete = done));
      opening.result.close();
    },
    { team, id: key, bytes },
  );
  return bytes;
}

/** What lies on this tablet as too new for it, byte by byte. */
async function setAside(page: Page): Promise<readonly string[]> {
  return await page.evaluate(async () => {
    const opening = indexedDB.open('threefold-mailbox');
    await new Promise((done) => (opening.onsuccess = done));
    const reading = opening.result.transaction('mail').objectStore('mail').getAll();
    await new Promise((done) => (reading.onsuccess = done));
    opening.result.close();
    const mails = reading.result as { bytes: Uint8Array; reason?: string }[];
    return mails
      .filter(({ reason }) => reason === 'newerVersion')
      .map(({ bytes }) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
}

/** What a new build amounts to: every script and style under another name, and a worker and a page that know them. */
function release(version: string): void {
  const files = readdirSync(appDir, { recursive: true, encoding: 'utf8' });
  // The compressed copies hold the version before.
  for (const packed of files.filter((file) => /\.(br|gz)$/.test(file))) rmSync(join(appDir, packed));
  const renamed = new Set(
    files.filter((file) => /^assets\/.*\.(js|css)$/.test(file)).map((file) => basename(file)),
  );
  const named = (file: string) => file.replace(/(\.r-\w+)?\.(\w+)$/, `.r-${version}.$2`);
  for (const file of [...[...renamed].map((name) => `assets/${name}`), 'index.html', 'sw.js']) {
    const before = readFileSync(join(appDir, file), 'utf8');
    let text = before.replaceAll(/[\w.-]+\.(js|css)/g, (name) => (renamed.has(name) ? named(name) : name));
    if (file === 'index.html')
      text = text.replace(/<html( data-version="\w+")?/, `<html data-version="${version}"`);
    if (file === 'sw.js')
      text = text.replace(
        /"revision":"\w+","url":"index\.html"/,
        `"revision":"${version}","url":"index.html"`,
      );
    rmSync(join(appDir, file));
    writeFileSync(join(appDir, file.startsWith('assets/') ? named(file) : file), text);
  }
}

function versionOf(page: Page): Promise<string> {
  return page.evaluate(() => document.documentElement.dataset['version'] ?? 'first');
}

/** As the browser does by itself at navigations and once a day. */
async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
}

/** The newest version that was found is whole on the tablet. A release takes away the files of one that is still fetched. */
async function untilWaiting(page: Page): Promise<void> {
  const isWaiting = async () => {
    const { waiting, installing } = await navigator.serviceWorker.ready;
    return waiting !== null && installing === null;
  };
  await page.waitForFunction(isWaiting, undefined, PATIENTLY);
}

function mark(page: Page): Promise<unknown> {
  return page.evaluate(() => ((window as { isSamePage?: boolean }).isSamePage = true));
}

function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => (window as { isSamePage?: boolean }).isSamePage ?? false);
}
