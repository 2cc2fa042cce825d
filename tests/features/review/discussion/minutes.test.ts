// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { HERE, openMinutes, type Minutes } from '../../../../src/features/review/discussion/minutes.ts';
import type { Notebook } from '../../../../src/notebook/database.ts';
import { keepMinutesDraft } from '../../../../src/notebook/minutes-drafts.ts';
import { lessonMinutes } from '../../../../src/notebook/read-minutes.ts';
import { addMinutes } from '../../../../src/notebook/write-minutes.ts';
import { newNotebook } from '../../../support/tablet.ts';

const ITEM = 'study.1.pupils1';
const open: Minutes[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const minutes of open.splice(0)) minutes.close();
});

/** The minutes as one page has them, once they have been read. */
async function page(
  notebook: Notebook,
  onTrouble: (isInTrouble: boolean) => void = () => undefined,
): Promise<Minutes> {
  return await new Promise((resolve) => {
    const minutes = openMinutes(notebook, 'study.1', {
      onTrouble,
      onRead: () => resolve(minutes),
    });
    open.push(minutes);
  });
}

function type(minutes: Minutes, letters: string) {
  const { text } = minutes.of(ITEM);
  for (const letter of letters.split('')) {
    text.doc?.transact(() => text.insert(text.length, letter), HERE);
  }
}

/** What colleagues would read by now. */
async function sent(notebook: Notebook): Promise<string> {
  const doc = new Y.Doc();
  for (const { update } of await lessonMinutes(notebook, 'study.1')) if (update) Y.applyUpdate(doc, update);
  return doc.getText('text').toJSON();
}

async function until(isSo: () => Promise<boolean>) {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('what is typed in the minutes', () => {
  test('goes out in whole words; the half one waits for its end, and is kept as a draft', async () => {
    const notebook = newNotebook();
    const minutes = await page(notebook);

    type(minutes, 'Secure on unit frac');
    await until(async () => (await sent(notebook)) !== '');
    await until(async () => (await notebook.drafts.count()) === 1);

    expect(await sent(notebook)).toBe('Secure on unit ');
    type(minutes, 'tions. ');
    await until(async () => (await sent(notebook)) === 'Secure on unit fractions. ');
    await until(async () => (await notebook.drafts.count()) === 0);
  });

  test('goes out in half a word when somebody rests there, or leaves the field', async () => {
    const notebook = newNotebook();
    const minutes = await page(notebook);
    type(minutes, 'frac');
    await until(async () => (await sent(notebook)) === 'frac');

    type(minutes, 'ti');
    minutes.of(ITEM).flush();

    await until(async () => (await sent(notebook)) === 'fracti');
  });

  test('[N2] a word half typed when the page was killed stands there again, once', async () => {
    const killed = newNotebook();
    const doc = new Y.Doc();
    doc.getText('text').insert(0, 'half a wor');
    await keepMinutesDraft(killed, ITEM, Y.encodeStateAsUpdate(doc));
    const notebook = newNotebook({ team: killed.team, seed: 2 });

    const minutes = await page(notebook);

    expect(minutes.of(ITEM).text.toJSON()).toBe('half a wor');
    expect(await sent(notebook)).toBe('half a wor');
    expect(await notebook.drafts.count()).toBe(0);
    const again = newNotebook({ team: killed.team, seed: 3 });
    expect((await page(again)).of(ITEM).text.toJSON()).toBe('half a wor');
  });

  test('that was a row already before the page was killed makes no second row', async () => {
    const killed = newNotebook();
    const minutes = await page(killed);
    type(minutes, 'whole ');
    await until(async () => (await sent(killed)) === 'whole ');
    const doc = minutes.of(ITEM).text.doc;
    if (doc) await keepMinutesDraft(killed, ITEM, Y.encodeStateAsUpdate(doc));
    const notebook = newNotebook({ team: killed.team, seed: 2 });

    await page(notebook);

    expect(await lessonMinutes(notebook, 'study.1')).toHaveLength(1);
    expect(await notebook.drafts.count()).toBe(0);
  });
});

describe('while the notebook does not answer', () => {
  test('[N3] [N2] what is typed lies in the spare drafts, the screen is told, and nothing is lost or said twice', async () => {
    const notebook = newNotebook();
    const told: boolean[] = [];
    const minutes = await page(notebook, (isInTrouble) => told.push(isInTrouble));
    let answer = () => undefined as void;
    const stuck = Dexie.Promise.resolve(new Promise<void>((done) => (answer = done)));
    const transaction = notebook.transaction.bind(notebook) as (...parts: unknown[]) => Dexie.Promise;
    const put = notebook.drafts.put.bind(notebook.drafts);
    vi.spyOn(notebook, 'transaction').mockImplementation(((...parts: unknown[]) =>
      stuck.then(() => transaction(...parts))) as typeof notebook.transaction);
    vi.spyOn(notebook.drafts, 'put').mockImplementation((draft) => stuck.then(() => put(draft)));

    type(minutes, 'Secure on ');
    await until(async () => (await notebook.spare.drafts.count()) === 1);
    type(minutes, 'unit frac');

    await until(async () => told.includes(true));
    const next = await page(newNotebook({ team: notebook.team, seed: 2 }));
    expect(next.of(ITEM).text.toJSON()).toBe('Secure on unit frac');
    answer();
    await until(async () => (await sent(notebook)).endsWith('unit frac'));
    expect(await sent(notebook)).toBe('Secure on unit frac');
    await until(async () => (await notebook.spare.drafts.count()) === 0);
    expect(told.at(-1)).toBe(false);
  });
});

describe('a read that fails', () => {
  test('is tried again: the minutes open, and what a colleague typed comes in, with no other change to wait for', async () => {
    const notebook = newNotebook();
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const lost = () => Dexie.Promise.reject(new Error('Connection to the disk was lost.'));
    const rows = vi.spyOn(notebook.rows('minutes'), 'bulkGet');
    rows.mockImplementationOnce(lost);
    const minutes = await page(notebook);
    const doc = new Y.Doc();
    doc.getText('text').insert(0, 'from the laptop');

    rows.mockImplementationOnce(lost);
    await addMinutes(notebook, `${ITEM}.colleague`, Y.encodeStateAsUpdate(doc));

    await until(async () => minutes.of(ITEM).text.toJSON() === 'from the laptop');
    expect(rows.mock.calls.length).toBeGreaterThanOrEqual(4);
  });
});
