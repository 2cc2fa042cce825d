import '../support/tablet.ts';
import { describe, expect, test } from 'vitest';
import type { Notebook } from '../../src/notebook/database.ts';
import { prompts } from '../../src/notebook/read-prompts.ts';
import { receive } from '../../src/notebook/receive.ts';
import {
  addPrompt,
  bringPromptBack,
  bringUsualPromptsBack,
  movePrompt,
  removePrompt,
  rewordPrompt,
} from '../../src/notebook/write-prompts.ts';
import { newNotebook } from '../support/tablet.ts';

const listed = async (notebook: Notebook) =>
  (await prompts(notebook)).map(({ id, text }) => (text === '' ? id : text));

async function deliver(from: Notebook, to: Notebook) {
  for (const { changes } of await from.outbox.toArray()) await receive(to, changes);
}

describe('the prompts of a team', () => {
  test('are the four usual ones without anything being written down', async () => {
    const notebook = newNotebook();

    expect(await listed(notebook)).toEqual(['usual1', 'usual2', 'usual3', 'usual4']);
    expect(await notebook.outbox.count()).toBe(0);
  });

  test('can be reworded, added to, put in another order, removed and brought back', async () => {
    const notebook = newNotebook();

    await rewordPrompt(notebook, 'usual2', 'What is new to you?');
    const own = await addPrompt(notebook, 5);
    await rewordPrompt(notebook, own, 'Who did you talk with?');
    await movePrompt(notebook, await prompts(notebook), own, 'earlier');
    await removePrompt(notebook, 'usual1');
    expect(await listed(notebook)).toEqual([
      'What is new to you?',
      'usual3',
      'Who did you talk with?',
      'usual4',
    ]);

    await bringPromptBack(notebook, 'usual1');
    expect((await listed(notebook))[0]).toBe('usual1');
  });

  test('stay none when the team removed them all, until it takes the usual ones again', async () => {
    const notebook = newNotebook();

    for (const { id } of await prompts(notebook)) await removePrompt(notebook, id);
    expect(await listed(notebook)).toEqual([]);

    await bringUsualPromptsBack(notebook);
    expect(await listed(notebook)).toEqual(['usual1', 'usual2', 'usual3', 'usual4']);
  });

  test('[M2] changed apart on two tablets keep both changes, and no usual wording crosses with another', async () => {
    const team = 'two-tablets';
    const maria = newNotebook({ team: `${team}-1`, device: 'dmaria' });
    const sam = newNotebook({ team: `${team}-2`, device: 'dsamsam' });
    await rewordPrompt(maria, 'usual1', 'What was best?');
    await movePrompt(sam, await prompts(sam), 'usual4', 'earlier');

    await deliver(maria, sam);
    await deliver(sam, maria);

    for (const tablet of [maria, sam]) {
      expect(await listed(tablet)).toEqual(['What was best?', 'usual2', 'usual4', 'usual3']);
      expect((await prompts(tablet)).every(({ beside }) => beside === undefined)).toBe(true);
    }
  });
});
