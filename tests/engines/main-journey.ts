import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openSchool } from '../journeys/school.ts';
import { putAway } from '../support/put-away.ts';
import type { Engine, EnginePage } from './engine.ts';
import { handOf, type Hand } from './hand.ts';

const TABLET = { width: 1180, height: 820 };
const HALF = 'Folds the strip in four and sa';
const REST = 'ys it is smaller';

/** The main path on another engine than Chromium: everything a triad does in one lesson, half of it without a network. */
export async function mainJourney(engine: Engine): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'threefold-engine-'));
  const school = await openSchool();
  const pages: EnginePage[] = [];
  const look = picturesOf(engine);
  const tablet = async (name: string) => {
    const page = await engine.open(join(folder, name), TABLET);
    pages.push(page);
    return { page, hand: handOf(page) };
  };
  try {
    const server = await school.serve();
    let maria = await tablet('maria');
    console.log(`${engine.name} ${maria.page.version}`);
    await maria.page.goto(school.line.url);
    await maria.hand.untilInstalled();
    await startTeam(maria.hand);
    await look(maria.page, 'today');
    const lesson = await planLesson(maria.page, maria.hand, look);
    await maria.page.goto(school.line.url);
    const code = await invite(maria.hand);
    await look(maria.page, 'invitation');

    const sam = await tablet('sam');
    await sam.page.goto(school.line.url);
    await sam.hand.untilInstalled();
    await joinTeam(sam.hand, code);
    await sam.page.goto(`${lesson}/observe`);
    await sam.hand.see({ role: 'button', name: 'Start lesson' });

    // The Wi-Fi is gone, and with it the server.
    school.line.leadTo(undefined);
    await server.stop();
    await maria.page.goto(`${lesson}/observe`);
    await maria.hand.tap({ role: 'button', name: 'Start lesson' });
    await note(maria.page, maria.hand, 'Robin', 'Lays the strips side by side');
    await maria.hand.tap({ role: 'button', name: 'Next stage' });
    await photograph(maria.page, maria.hand, folder);
    await draw(maria.hand, 'Heron', look, maria.page);
    await maria.hand.tap({ role: 'button', name: 'Wren', within: 'Who it is about' });
    await maria.page.type(HALF);
    await look(maria.page, 'observing');

    // Half a sentence outlives a reload, and the tablet being switched off.
    await untilDrafted(maria.page);
    await maria.page.reload();
    await expect.poll(() => maria.hand.read('Note'), PATIENTLY).toBe(HALF);
    await maria.page.close();
    maria = await tablet('maria');
    await maria.page.goto(`${lesson}/observe`);
    await expect.poll(() => maria.hand.read('Note'), PATIENTLY).toBe(HALF);
    await maria.hand.write('Note', '', { exact: true });
    await maria.page.inPage(caretToEnd);
    await maria.page.type(REST);
    await maria.page.enter();
    await maria.hand.see({ role: 'listitem', name: HALF + REST });
    await sam.page.goto(`${lesson}/observe`);
    await sam.hand.tap({ role: 'button', name: 'Start lesson' });
    await note(sam.page, sam.hand, 'Robin', 'Counts on his fingers');
    await sam.hand.words(/1 note waiting/);
    await maria.hand.tap({ role: 'button', name: 'End lesson' });
    await maria.hand.words(/4 only on this tablet/);
    await look(maria.page, 'ended');

    await school.serve();
    for (const { page, hand } of [maria, sam]) {
      await page.goto(`${lesson}/review`);
      await hand.words(/5 notes from 2 observers/);
      await hand.words(/At the school server/);
      await hand.words(/Counts on his fingers/);
      await hand.words(new RegExp(HALF + REST));
    }
    // What Maria photographed and drew is on Sam's screen.
    await sam.hand.see({ role: 'image', name: 'Photo' });
    await sam.hand.see({ role: 'button', name: 'Drawing, 1 stroke' });
    await look(sam.page, 'review');
  } catch (error) {
    for (const [index, page] of pages.entries()) {
      await look(page, `failed-${index}`).catch(() => undefined);
    }
    throw error;
  } finally {
    for (const page of pages) await page.close().catch(() => undefined);
    await school.close();
    putAway(folder);
  }
}

const PATIENTLY = { timeout: 120_000 };

async function startTeam(hand: Hand): Promise<void> {
  await hand.tap({ role: 'button', name: 'Start a team' });
  await hand.write('Team name', 'P5 Maths triad');
  await hand.write('Your name', 'Maria Evans');
  await hand.tap({ role: 'button', name: 'Start a team' });
  await hand.see({ role: 'heading', name: 'Maria Evans' });
}

async function invite(hand: Hand): Promise<string> {
  await hand.tap({ role: 'link', name: 'Team and tablets' });
  await hand.tap({ role: 'button', name: 'Invite' });
  return await hand.words(/\b[2-9A-HJ-NP-Z]{4}( [2-9A-HJ-NP-Z]{4}){3}\b/);
}

async function joinTeam(hand: Hand, code: string): Promise<void> {
  await hand.tap({ role: 'button', name: 'Join a team' });
  await hand.write('Code', code.toLowerCase(), { exact: true });
  await hand.write('Your name', 'Sam Dale');
  await hand.tap({ role: 'button', name: 'Join', exact: true });
  await hand.see({ role: 'heading', name: 'Sam Dale' });
}

/** A study with one lesson of two stages; photos of Wren's work are allowed. Answers the lesson's address. */
async function planLesson(page: EnginePage, hand: Hand, look: Look): Promise<string> {
  await hand.tap({ role: 'link', name: 'Lesson studies' });
  await hand.tap({ role: 'link', name: 'New lesson study' });
  await hand.write('Focus question', 'How can we help pupils say why?');
  for (const [letter, alias] of [
    ['A', 'Robin'],
    ['B', 'Wren'],
    ['C', 'Heron'],
  ] as const) {
    await hand.write(`Alias of pupil ${letter}`, alias);
  }
  await hand.write('Title of Lesson 1', 'Which piece is bigger?');
  await hand.tap({ role: 'button', name: 'Start planning' });
  // What the status says changes its width, and with it where things stand.
  await hand.words(/At the school server/);
  await hand.tap({ role: 'link', name: 'Focus pupils' });
  await hand.tap({ role: 'checkbox', name: 'Photos of work allowed', within: 'Wren' });
  await hand.tap({ role: 'link', name: 'Lesson 1' });
  await hand.tap({ role: 'button', name: 'Starter', within: 'Which stage?' });
  await hand.see({ role: 'field', name: 'stage 1 Starter' });
  await hand.tap({ role: 'button', name: 'Add a stage' });
  await hand.tap({ role: 'button', name: 'Task', within: 'Which stage?' });
  await hand.see({ role: 'field', name: 'stage 2 Task' });
  await hand.write('Prediction for', 'Answers by rule');
  await hand.words(/1 prediction for Robin/);
  await look(page, 'plan');
  return await page.inPage(() => location.href);
}

async function note(page: EnginePage, hand: Hand, pupil: string, text: string): Promise<void> {
  await hand.tap({ role: 'button', name: pupil, within: 'Who it is about' });
  await page.type(text);
  await page.enter();
  await hand.see({ role: 'listitem', name: text });
}

async function photograph(page: EnginePage, hand: Hand, folder: string): Promise<void> {
  const path = join(folder, 'work.jpg');
  writeFileSync(path, Buffer.from(await page.inPage(drawnJpeg), 'base64'));
  await hand.tap({ role: 'button', name: 'Wren', within: 'Who it is about' });
  await hand.tap({ role: 'button', name: 'Photo', exact: true });
  await hand.see({ role: 'heading', name: 'Photo of work' });
  await page.chooseFile('dialog input[type=file]:not([capture])', path);
  await hand.see({ role: 'image', name: 'The picture you took' });
  await hand.tap({ role: 'button', name: 'Save photo' });
  await hand.see({ role: 'image', name: 'Photo' });
}

async function draw(hand: Hand, pupil: string, look: Look, page: EnginePage): Promise<void> {
  await hand.tap({ role: 'button', name: pupil, within: 'Who it is about' });
  await hand.tap({ role: 'button', name: 'Pen', exact: true });
  await hand.drag(
    { role: 'image', name: 'Empty page' },
    Array.from({ length: 12 }, (_, step) => ({ x: 0.1 + step * 0.06, y: 0.3 + 0.02 * Math.sin(step) })),
  );
  await hand.see({ role: 'image', name: 'Drawing, 1 stroke' });
  await look(page, 'pen');
  await hand.tap({ role: 'button', name: 'Done drawing' });
}

/** What was typed last lies on the disk: half a second of typing may be lost (N2), and here none of it is to be. */
async function untilDrafted(page: EnginePage): Promise<void> {
  await page.inPage(async () => await new Promise<void>((resolve) => setTimeout(resolve, 500)));
}

function caretToEnd(): void {
  const field = document.activeElement as HTMLTextAreaElement;
  field.setSelectionRange(field.value.length, field.value.length);
}

async function drawnJpeg(): Promise<string> {
  const canvas = document.createElement('canvas');
  canvas.width = 1200;
  canvas.height = 900;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  for (const [index, colour] of ['#c03030', '#30a040', '#3050c0', '#e0c030'].entries()) {
    context.fillStyle = colour;
    context.fillRect((index % 2) * 600, Math.floor(index / 2) * 450, 600, 450);
  }
  return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] ?? '';
}

type Look = (page: EnginePage, what: string) => Promise<void>;

/** With ENGINE_PICTURES set to a folder, what was on screen is put there, for somebody to look at. */
function picturesOf(engine: Engine): Look {
  const folder = process.env['ENGINE_PICTURES'];
  return async (page, what) => {
    if (folder) await page.screenshot(join(folder, `${engine.name}-${what}.png`));
  };
}
