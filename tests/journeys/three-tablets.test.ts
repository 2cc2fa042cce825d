import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import demo from '../../src/features/demo/demo-study.json' with { type: 'json' };
import {
  forgetTablet,
  LANDSCAPE,
  openTablet,
  PHONE,
  PORTRAIT,
  untilInstalled,
  type BrowserTablet,
} from '../support/browser.ts';
import { copyOf, flagsTo, SCHOOL_URL } from '../support/installed-tablet.ts';
import {
  inviteColleague,
  joinByCode,
  joinByLink,
  planStages,
  startStudy,
  startTeam,
  writeNote,
  type NoteToWrite,
} from '../support/main-path.ts';
import { startServerProcess, temporaryDir, type ServerProcess } from '../support/server.ts';
import { PATIENTLY } from './school.ts';
import { openTappedLine, type TappedLine } from '../support/tapped-line.ts';

/** Stands in names, plans and notes; may never be seen outside the tablets. */
const PLANTED = 'Zwarthaan';
const ALIASES = ['Robin', 'Wren', 'Heron'] as const;
const KINDS = { did: 'Did', said: 'Said', work: 'Work', wonder: 'I wonder' } as const;

let line: TappedLine;
let server: ServerProcess;
const dataDir = temporaryDir();
const tablets: BrowserTablet[] = [];

const serve = async () => {
  server = await startServerProcess({ dataDir, main: 'dist/server/main.js', env: { LOG_LEVEL: 'info' } });
  line.leadTo(server.url);
};

beforeAll(async () => {
  line = await openTappedLine();
  await serve();
});

afterAll(async () => {
  for (const tablet of tablets) {
    await tablet.close();
    forgetTablet(tablet);
  }
  await server.stop();
  await line.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('[S8] [N1] [N2] [K1] three tablets, one lesson without Wi-Fi, one joint review', async () => {
  const maria = await tablet(LANDSCAPE);
  await untilInstalled(maria.page);
  await startTeam(maria.page, `P5 Maths ${PLANTED}`, 'Maria Evans');
  const samsCode = await inviteColleague(maria.page);
  const sam = await tablet(PORTRAIT, await copyOf(inject('installedTablet')));
  await untilInstalled(sam.page);
  await joinByLink(sam.page, `${SCHOOL_URL}/join#${samsCode.replaceAll(' ', '')}`, 'Sam Dale');
  await maria.page.getByRole('link', { name: 'Back' }).first().click();
  const niasCode = await inviteColleague(maria.page);
  let nia = await tablet(PHONE, await copyOf(inject('installedTablet')));
  await untilInstalled(nia.page);
  await joinByCode(nia.page, niasCode.toLowerCase(), 'Nia Price');

  await startStudy(maria.page, {
    question: `How can we help pupils say why? ${PLANTED}`,
    aliases: ALIASES,
    lessonTitle: 'Which piece is bigger?',
  });
  await maria.page.getByRole('link', { name: 'Lesson 1' }).first().click();
  await planStages(maria.page, ['Starter', 'Model', 'Task'], {
    Robin: `Answers by rule ${PLANTED}`,
    Wren: 'Waits for the others',
    Heron: 'Says eight is more',
  });
  const observeUrl = `${maria.page.url()}/observe`;
  await settled(maria.page);
  for (const { page } of [sam, nia]) {
    await page.goto(observeUrl);
    await page.getByRole('button', { name: 'Start lesson' }).waitFor();
    await page.getByText('Which piece is bigger?').first().waitFor();
  }

  // The Wi-Fi is gone, and so is the server.
  await server.stop();
  line.leadTo(undefined);
  for (const { context } of [maria, sam, nia]) await context.setOffline(true);
  for (const { page } of [maria, sam, nia]) {
    await page.goto(observeUrl);
    await page.getByRole('button', { name: 'Start lesson' }).click();
  }
  await observe(maria.page, notesOf('Maria', 20));
  await observe(sam.page, notesOf('Sam', 20));
  await observe(nia.page, notesOf('Nia', 19));

  // Nia's battery dies in mid-word.
  await nia.page
    .getByRole('group', { name: 'Who it is about' })
    .getByRole('button', { name: 'Heron' })
    .click();
  await nia.page
    .getByLabel('Note', { exact: true })
    .pressSequentially('Nia 20: lays the strips side by si', { delay: 20 });
  await nia.page.waitForTimeout(500);
  kill(nia);
  nia = await tablet(PHONE, nia.profile, observeUrl, true);
  const note = nia.page.getByLabel('Note', { exact: true });
  await note.waitFor();
  await expect.poll(() => note.inputValue()).toBe('Nia 20: lays the strips side by si');
  await note.press('End');
  await note.pressSequentially(`de ${PLANTED}`);
  await note.press('Enter');
  await nia.page.getByRole('button', { name: 'End lesson' }).click();
  await nia.page.getByText(/20 only on this tablet/).waitFor();

  // The server is back. Sam's pages are closed before his tablet sees it: only his service worker is left.
  await sam.page.goto('about:blank');
  await serve();
  for (const { context } of [maria, sam, nia]) await context.setOffline(false);
  const reviewUrl = observeUrl.replace(/observe$/, 'review');
  for (const { page } of [maria, nia]) await page.goto(reviewUrl);
  for (const { page } of [maria, nia]) {
    await expect.poll(() => notesCounted(page), PATIENTLY).toBe(60);
  }
  await sam.page.goto(reviewUrl);
  await expect.poll(() => notesCounted(sam.page), PATIENTLY).toBe(60);

  const lists = await Promise.all([maria, sam, nia].map(({ page }) => allNotes(page)));
  expect(lists[1]).toEqual(lists[0]);
  expect(lists[2]).toEqual(lists[0]);
  const shown = lists[0] ?? [];
  for (const name of ['Maria Evans', 'Sam Dale', 'Nia Price']) {
    const own = shown.filter((entry) => new RegExp(`${name.split(' ')[0]} \\d+:`).test(entry));
    expect(own).toHaveLength(20);
    for (const entry of own) expect(entry).toContain(name);
  }

  const times = shown.map((entry) => Number(/^(\d+):(\d\d)/.exec(entry)?.slice(1).join('') ?? Number.NaN));
  expect(times).toEqual(times.toSorted((a, b) => a - b));

  // No word of it was seen by anybody else, though it is on every screen and the line was listened to.
  expect(shown.filter((entry) => entry.includes(PLANTED)).length).toBeGreaterThan(50);
  expect(line.recorded().includes('/api/teams')).toBe(true);
  await settled(maria.page);
  expect(filesOf(dataDir).filter((file) => readFileSync(file).includes(PLANTED))).toEqual([]);
  expect(line.recorded().includes(PLANTED)).toBe(false);
  expect(server.output()).not.toContain(PLANTED);
  for (const { page } of [maria, sam, nia]) expect(await wordsInCaches(page, PLANTED)).toEqual([]);
  for (const each of [maria, sam, nia]) expect(each.complaints).toEqual([]);
});

async function tablet(
  viewport: { width: number; height: number },
  profile?: string,
  url = SCHOOL_URL,
  isOffline = false,
) {
  const opened = await openTablet({
    url: isOffline ? 'about:blank' : url,
    viewport,
    flags: flagsTo(line.url),
    ...(profile && { profile }),
  });
  tablets.push(opened);
  if (isOffline) {
    await opened.context.setOffline(true);
    await opened.page.goto(url);
  }
  return opened;
}

function notesOf(name: string, count: number): readonly NoteToWrite[] {
  return Array.from({ length: count }, (_, index) => {
    const source = demo.notes[(index * 7 + name.length) % demo.notes.length] as (typeof demo.notes)[number];
    const letter = 'ABC'.indexOf(source.caseId?.slice(-1).toUpperCase() ?? '');
    return {
      pupil: ALIASES[letter] ?? 'Class',
      kind: KINDS[source.kind as keyof typeof KINDS],
      text: `${name} ${index + 1}: ${source.text} ${PLANTED}`,
    };
  });
}

async function observe(page: Page, notes: readonly NoteToWrite[]): Promise<void> {
  for (const [index, note] of notes.entries()) {
    if (index === 7 || index === 14) await page.getByRole('button', { name: 'Next stage' }).click();
    await writeNote(page, note);
  }
  await page.getByText(notes.at(-1)!.text).first().waitFor();
}

async function settled(page: Page): Promise<void> {
  await page.getByRole('status').filter({ hasText: 'At the school server' }).first().waitFor(PATIENTLY);
}

async function notesCounted(page: Page): Promise<number> {
  const text = await page
    .getByText(/^\d+ notes? from \d+ observers?/)
    .first()
    .textContent();
  return Number.parseInt(text ?? '0', 10);
}

async function allNotes(page: Page): Promise<readonly string[]> {
  await page.getByRole('link', { name: 'All notes' }).first().click();
  await page.getByText('60 of 60 notes').waitFor();
  // A long list is drawn as it is scrolled.
  const last = page.getByRole('list', { name: /notes/i }).getByRole('listitem').last();
  await expect
    .poll(async () => {
      await last.scrollIntoViewIfNeeded();
      return await page.getByRole('button', { name: /^Show \d+ more/ }).count();
    }, PATIENTLY)
    .toBe(0);
  return await page.getByRole('list', { name: /notes/i }).getByRole('listitem').allTextContents();
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}

async function wordsInCaches(page: Page, word: string): Promise<readonly string[]> {
  return await page.evaluate(async (planted) => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const text = await (await cache.match(request))?.text();
        if (text?.includes(planted)) found.push(request.url);
      }
    }
    return found;
  }, word);
}

/** SIGKILL for the whole browser, as a flat battery would do it. */
function kill({ profile }: BrowserTablet): void {
  const processes = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 24 }).split(
    '\n',
  );
  for (const line of processes) {
    const isBrowser = line.includes(`--user-data-dir=${profile}`) && !line.includes('--type=');
    if (isBrowser) process.kill(Number.parseInt(line, 10), 'SIGKILL');
  }
}
