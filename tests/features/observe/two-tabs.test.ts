import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { readDraft } from '../../../src/notebook/drafts.ts';
import { lessonNotes } from '../../../src/notebook/read-lesson.ts';
import { newNotebook } from '../../support/tablet.ts';
import { keeperOn, LESSON, SITTING } from './keeper-on.ts';

const texts = async (notebook: ReturnType<typeof newNotebook>) =>
  (await lessonNotes(notebook, LESSON)).map(({ text }) => text);

/** A lesson in one tab with half a note in the composer, and then in a second one. */
async function openInTwoTabs(team: string) {
  const first = newNotebook({ team });
  const writing = await keeperOn(first);
  writing.choose('A');
  await writing.settle();
  writing.type('counts the');
  await writing.keepDraft();
  const second = newNotebook({ team });
  return { first, writing, second, other: await keeperOn(second) };
}

describe('[N1] a lesson that is open in two tabs', () => {
  test('[N2] keeps a note as the one finished it, when the other that found it half written is left', async () => {
    const { first, writing, other } = await openInTwoTabs('finished');
    writing.type('counts the bars twice');
    await writing.finish();

    await other.finish();

    expect(await texts(first)).toEqual(['counts the bars twice']);
    expect(other.store.getState()).toMatchObject({ note: undefined, pending: [], trouble: 'none' });
  });

  test('leaves the note to the one that goes on with it', async () => {
    const { first, writing, other } = await openInTwoTabs('goes-on');
    writing.type('counts the bars');
    await writing.keepDraft();

    await other.finish();

    expect(await texts(first)).toEqual([]);
    expect(await readDraft(first, `note:${SITTING}`)).toMatchObject({ note: { text: 'counts the bars' } });
  });

  test('keeps a draft of the one when the other, in which nothing was done, is closed', async () => {
    const { first, writing, other } = await openInTwoTabs('closed');
    writing.type('counts the bars');
    await writing.keepDraft();

    await other.keepDraft();

    expect(await readDraft(first, `note:${SITTING}`)).toMatchObject({ note: { text: 'counts the bars' } });
  });

  test('saves the note where it was found when the tab that began it is gone', async () => {
    const { first, other } = await openInTwoTabs('gone');

    await other.finish();

    expect(await texts(first)).toEqual(['counts the']);
    expect(await readDraft(first, `note:${SITTING}`)).toBeUndefined();
  });
});
