import { afterAll, beforeAll, expect, test } from 'vitest';
import { planLesson, startLesson, typeNote, writeNote } from '../support/main-path.ts';
import { leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

test('[N3] the connection to the notebook freezes in mid-lesson: it is said, capture goes on, and all of it is saved once', async () => {
  const { page, context, complaints } = await leadsTablet(school);
  await context.addInitScript(watchConnections);
  const lesson = await planLesson(page);
  await startLesson(page, lesson);
  await writeNote(page, { pupil: 'Robin', kind: 'Did', text: 'before the frost' });
  await page.getByRole('listitem').filter({ hasText: 'before the frost' }).waitFor();

  // Another connection would soon be found and end it, on a slow machine before there is anything to say.
  expect(await page.evaluate(freeze, 'threefold-notebook-')).toBeGreaterThan(0);
  await page.evaluate(refuseOthers, true);
  await typeNote(page, { pupil: 'Wren', kind: 'Said', text: 'in the frost' });
  await page.getByRole('button', { name: 'Next stage' }).click();
  await typeNote(page, { pupil: 'Heron', kind: 'Work', text: 'and in the next stage' });
  await page.getByRole('alert').filter({ hasText: 'in the frost' }).waitFor(PATIENTLY);
  await page.evaluate(refuseOthers, false);

  const saved = page.getByRole('listitem');
  await saved.filter({ hasText: 'and in the next stage' }).waitFor(PATIENTLY);
  await expect.poll(() => page.getByRole('alert').count(), PATIENTLY).toBe(0);
  await page.keyboard.type('half a wo');
  await page.waitForTimeout(500);
  await page.reload();
  await expect.poll(() => page.getByLabel('Note', { exact: true }).inputValue(), PATIENTLY).toBe('half a wo');
  for (const text of ['before the frost', 'in the frost', 'and in the next stage']) {
    await saved.filter({ hasText: text }).first().waitFor();
  }
  await page.getByRole('button', { name: 'End lesson' }).click();
  await page.getByText(/^4 notes/).waitFor();
  expect(complaints).toEqual([]);
});

test('[N3] the connection to the mailbox freezes in mid-lesson: every note is saved as ever, and all go by themselves', async () => {
  const { page, context, complaints } = await leadsTablet(school);
  await context.addInitScript(watchConnections);
  const lesson = await planLesson(page);
  await startLesson(page, lesson);

  expect(await page.evaluate(freeze, 'threefold-mailbox')).toBeGreaterThan(0);
  const saved = page.getByRole('listitem');
  await writeNote(page, { pupil: 'Wren', kind: 'Said', text: 'in the frost' });
  await saved.filter({ hasText: 'in the frost' }).waitFor();
  await page.getByRole('button', { name: 'Next stage' }).click();
  await writeNote(page, { pupil: 'Heron', kind: 'Work', text: 'and in the next stage' });
  await saved.filter({ hasText: 'and in the next stage' }).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);

  await page.getByRole('button', { name: 'End lesson' }).click();
  await page.getByText('2 notes: all at the school server').waitFor(PATIENTLY);
  expect(complaints).toEqual([]);
});

function watchConnections(): void {
  const connections: IDBDatabase[] = [];
  Object.assign(window, { connections });
  const open = indexedDB.open.bind(indexedDB);
  IDBFactory.prototype.open = (...asked) => {
    const opening = open(...asked);
    opening.addEventListener('success', (event) => {
      if ('areOthersRefused' in window && window.areOthersRefused === true) {
        event.stopImmediatePropagation();
        opening.result.close();
      } else connections.push(opening.result);
    });
    return opening;
  };
}

/** What is opened from here on never answers, or answers again. */
function refuseOthers(areOthersRefused: boolean): void {
  Object.assign(window, { areOthersRefused });
}

/** What is open now neither answers nor fails any more; what is opened later works. Answers how many that are. */
function freeze(beginning: string): number {
  const { connections } = window as unknown as { connections: IDBDatabase[] };
  const open = connections.filter(({ name }) => name.startsWith(beginning));
  for (const database of open) {
    for (const kind of ['success', 'error', 'complete', 'abort']) {
      database.addEventListener(kind, (event) => event.stopImmediatePropagation(), { capture: true });
    }
  }
  return open.length;
}
