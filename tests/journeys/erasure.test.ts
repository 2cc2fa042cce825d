import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planLesson, startLesson, startStudy, untilAtServer, writeNote } from '../support/main-path.ts';
import { colleaguesTablet, leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

/** Words that are only in the study that is deleted. */
const OF_THE_STUDY = /Robin|Wren|Heron|Answers by rule|Which piece|strips/g;

test('[K9] a deleted study is gone from every tablet and the server, also when a tablet that was away brings more of it', async () => {
  const maria = await leadsTablet(school);
  await startStudy(maria.page, {
    question: 'How do pupils read graphs?',
    aliases: ['Elm', 'Oak', 'Ash'],
    lessonTitle: 'Up and down',
  });
  const lesson = await planLesson(maria.page);
  const study = lesson.replace(/\/lessons\/.*/, '');
  const sam = await colleaguesTablet(school, maria);
  const nia = await colleaguesTablet(school, maria, { name: 'Nia Price' });
  for (const { page } of [maria, sam, nia]) {
    await startLesson(page, lesson);
    await writeNote(page, { pupil: 'Robin', kind: 'Did', text: 'lays the strips side by side' });
    await untilAtServer(page);
  }
  await nia.context.setOffline(true);
  await writeNote(nia.page, { pupil: 'Wren', kind: 'Said', text: 'the strips are the same' });
  await nia.page.getByRole('button', { name: 'End lesson' }).click();
  await nia.page.getByText('Lesson ended').waitFor();
  await maria.page.goto('about:blank');
  await maria.page.goto(study);
  await sam.page.goto(school.line.url);
  for (const { page } of [maria, sam]) expect(await wordsHeld(page)).not.toEqual([]);
  const before = envelopesAtServer();

  await maria.page.getByRole('link', { name: 'Delete this study…' }).click();
  await maria.page.getByText('What goes, for good').waitFor();
  await maria.page.getByRole('button', { name: 'Delete…' }).click();
  await maria.page.getByRole('button', { name: 'Delete for everyone, for good' }).click();

  await maria.page.getByText(/^Maria Evans deleted a study for everyone on /).waitFor();
  for (const { page } of [maria, sam]) await expect.poll(() => wordsHeld(page), PATIENTLY).toEqual([]);
  await expect.poll(() => leftToErase(maria.page), PATIENTLY).toBe(0);
  const erased = before.filter(({ id }) => isErasedAtServer(id));
  expect(erased.length).toBeGreaterThan(0);
  for (const { bytes } of erased) expect(serverHolds(bytes)).toBe(false);
  expect(await sam.page.getByText(/^Maria Evans deleted a study for everyone on /).count()).toBe(1);

  await nia.context.setOffline(false);
  await nia.page.goto(`${school.line.url}/studies`);
  await expect.poll(() => wordsHeld(nia.page), PATIENTLY).toEqual([]);
  await expect.poll(() => leftToErase(nia.page), PATIENTLY).toBe(0);
  await untilAtServer(nia.page);
  await expect.poll(() => wordsHeld(maria.page), PATIENTLY).toEqual([]);

  // A tablet that joins now reads the whole log: what is left of it is the other study.
  const kim = await colleaguesTablet(school, maria, { name: 'Kim Rees' });
  await kim.page.goto(`${school.line.url}/studies`);
  for (const { page } of [kim, nia, sam]) {
    await page.goto(`${school.line.url}/studies`);
    await page.getByText('How do pupils read graphs?').first().waitFor(PATIENTLY);
    expect(await wordsHeld(page)).toEqual([]);
  }
  for (const { complaints } of [maria, sam, nia, kim]) expect(complaints).toEqual([]);
});

/** Words of the study in any database of the tablet. */
async function wordsHeld(page: Page): Promise<readonly string[]> {
  const held = await page.evaluate(async () => {
    const answered = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error as Error));
      });
    const found: unknown[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await answered(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        found.push(await answered(db.transaction(store).objectStore(store).getAll()));
      }
      db.close();
    }
    return JSON.stringify(found, (_, value: unknown) => (value instanceof Uint8Array ? value.length : value));
  });
  return [...new Set(held.match(OF_THE_STUDY) ?? [])];
}

/** Envelopes that hold something deleted and are still on the tablet, or still to go from the server. */
async function leftToErase(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const request = indexedDB.open('threefold-mailbox');
    await new Promise((resolve) => request.addEventListener('success', resolve));
    const db = request.result;
    const rowsOf = async (store: string) => {
      const asked = db.transaction(store).objectStore(store).getAll();
      await new Promise((resolve) => asked.addEventListener('success', resolve));
      return asked.result as { reading?: string; state?: string }[];
    };
    const [mail, erasing] = [await rowsOf('mail'), await rowsOf('erasing')];
    db.close();
    const open = erasing.filter(({ state }) => state === 'waiting').length;
    // Nothing has been asked for yet: the page has not got so far.
    return erasing.length === 0 ? -1 : open + mail.filter(({ reading }) => reading === 'toErase').length;
  });
}

interface AtServer {
  readonly id: Buffer;
  readonly bytes: Buffer;
}

function envelopesAtServer(): readonly AtServer[] {
  const db = new Database(join(school.dataDir, 'threefold.sqlite'), { readonly: true });
  const rows = db.prepare<[], AtServer>('SELECT id, bytes FROM envelope').all();
  db.close();
  return rows;
}

function isErasedAtServer(id: Buffer): boolean {
  return envelopesAtServer().some((row) => row.id.equals(id) && row.bytes.length === 0);
}

function serverHolds(bytes: Buffer): boolean {
  const files = readdirSync(school.dataDir).map((name) => readFileSync(join(school.dataDir, name)));
  const sample = bytes.subarray(-24);
  return files.some((file) => file.includes(sample));
}
