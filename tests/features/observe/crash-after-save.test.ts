import 'fake-indexeddb/auto';
import Dexie, { type ObservabilitySet } from 'dexie';
import { describe, expect, test } from 'vitest';
import { editKey, finishEdits } from '../../../src/features/observe/edit-draft.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { readDraft, saveDraft } from '../../../src/notebook/drafts.ts';
import { lessonNotes } from '../../../src/notebook/read-lesson.ts';
import { editNote } from '../../../src/notebook/write-lesson.ts';
import { newNotebook } from '../../support/tablet.ts';
import { keeperOn, LESSON, SITTING } from './keeper-on.ts';

/** The battery is empty in the moment the next save of a note is durable: nothing is asked of the disk after it. */
function emptyBatteryAtNextSave(notebook: Notebook): Promise<void> {
  return new Promise((resolve) => {
    const onMutated = (parts: ObservabilitySet) => {
      if (!Object.keys(parts).some((part) => part.startsWith(`idb://${notebook.name}/notes/`))) return;
      Dexie.on.storagemutated.unsubscribe(onMutated);
      notebook.close();
      notebook.spare.close();
      resolve();
    };
    Dexie.on.storagemutated.subscribe(onMutated);
  });
}

describe('[N1] a battery that is empty right after "saved"', () => {
  test('leaves the words as they were saved, not as the draft had them a moment before', async () => {
    const tablet = newNotebook({ team: 'words' });
    const keeper = await keeperOn(tablet);
    keeper.choose('A');
    await keeper.settle();
    keeper.type('counts the bars');
    await keeper.keepDraft();
    keeper.type('counts the bars twice');
    const isEmpty = emptyBatteryAtNextSave(tablet);
    void keeper.finish();
    await isEmpty;

    const next = newNotebook({ team: 'words' });
    const again = await keeperOn(next);
    again.choose('B');
    await again.finish();

    expect(await lessonNotes(next, LESSON)).toMatchObject([{ text: 'counts the bars twice' }]);
  });

  test('leaves the tag that was tapped with the note that is still being written', async () => {
    const tablet = newNotebook({ team: 'tag' });
    const keeper = await keeperOn(tablet);
    keeper.choose('A');
    await keeper.settle();
    keeper.type('counts the bars');
    await keeper.keepDraft();
    const isEmpty = emptyBatteryAtNextSave(tablet);
    keeper.toggleTag('misconception');
    await isEmpty;

    const next = newNotebook({ team: 'tag' });
    const again = await keeperOn(next);
    again.type('counts the bars twice');
    await again.finish();

    expect(await lessonNotes(next, LESSON)).toMatchObject([
      { text: 'counts the bars twice', tags: ['misconception'] },
    ]);
  });

  test('leaves a new wording as it was saved', async () => {
    const tablet = newNotebook();
    const keeper = await keeperOn(tablet);
    keeper.type('counts');
    await keeper.finish();
    const [note] = await lessonNotes(tablet, LESSON);
    const id = note?.id ?? '';
    const key = editKey(SITTING, id);
    await saveDraft(tablet, key, { id, text: 'counts the' });

    await editNote(tablet, id, { text: 'counts the bars' }, { draft: { key, value: undefined } });
    await finishEdits(tablet, SITTING);

    expect(await readDraft(tablet, key)).toBeUndefined();
    expect(await lessonNotes(tablet, LESSON)).toMatchObject([{ text: 'counts the bars' }]);
  });
});
