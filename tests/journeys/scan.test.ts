import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import encodeQR from 'qr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PHONE, untilInstalled } from '../support/browser.ts';
import { inviteColleague } from '../support/main-path.ts';
import { temporaryDir } from '../support/server.ts';
import { leadsTablet, openSchool, type School } from './school.ts';

let school: School;
const pictures = temporaryDir();

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(async () => {
  await school.close();
  rmSync(pictures, { recursive: true, force: true });
});

test('a colleague joins by pointing the camera at the square code', async () => {
  const maria = await leadsTablet(school);
  const code = await inviteColleague(maria.page);
  const film = join(pictures, 'invitation.y4m');
  writeFileSync(film, filmOf(`${school.line.url}/join#${code.replaceAll(' ', '')}`));
  const sam = await school.tablet({
    viewport: PHONE,
    flags: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });
  await untilInstalled(sam.page);
  await sam.page.getByRole('button', { name: 'Join a team' }).click();

  await sam.page.getByRole('button', { name: 'Scan with the camera' }).click();

  const field = sam.page.getByLabel('Code', { exact: true });
  await expect.poll(() => field.inputValue(), { timeout: 30_000 }).toBe(code);
  await sam.page.getByLabel('Picture from the camera').waitFor({ state: 'detached' });
  await sam.page.getByLabel('Your name').fill('Sam Dale');
  await sam.page.getByRole('button', { name: 'Join', exact: true }).click();
  await sam.page.getByRole('heading', { level: 1, name: 'Sam Dale' }).waitFor();
  await sam.page.getByText('P5 Maths triad').first().waitFor();
  expect(sam.complaints).toEqual([]);
});

test('a camera that is refused, or not there, is named together with what to do', async () => {
  const refused = await school.tablet({
    flags: ['--use-fake-device-for-media-stream', '--deny-permission-prompts'],
  });
  await refused.page.goto(`${school.line.url}/join`);
  await refused.page.getByRole('button', { name: 'Scan with the camera' }).click();
  await refused.page
    .getByRole('alert')
    .filter({ hasText: 'Threefold may not use the camera. Allow it in the browser’s settings, or type' })
    .waitFor();
  await refused.page.getByRole('button', { name: 'Close the camera' }).click();
  await refused.page.getByLabel('Code', { exact: true }).fill('K7QF3MVX9T2H4RWD');

  const none = await school.tablet({ flags: ['--use-fake-ui-for-media-stream'] });
  await none.page.goto(`${school.line.url}/join`);
  await none.page.getByRole('button', { name: 'Scan with the camera' }).click();
  await none.page
    .getByRole('alert')
    .filter({ hasText: 'No camera could be opened on this tablet. Please type the code instead.' })
    .waitFor();
});

/** What a camera sees that is held before the square code: one grey picture, again and again. */
function filmOf(text: string): Buffer {
  const [width, height, dot] = [640, 480, 8];
  const rows = encodeQR(text, 'raw', { border: 4 });
  const [left, top] = [(width - rows.length * dot) >> 1, (height - rows.length * dot) >> 1];
  const light = Buffer.alloc(width * height, 200);
  for (const [y, row] of rows.entries()) {
    for (const [x, isDark] of row.entries()) {
      for (let line = 0; line < dot; line++) {
        const start = (top + y * dot + line) * width + left + x * dot;
        light.fill(isDark ? 30 : 220, start, start + dot);
      }
    }
  }
  const colourless = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, colourless]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`), frame, frame]);
}
