import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { saveDraft } from '../../src/notebook/drafts.ts';
import { fieldDraftKey, fieldDrafts } from '../../src/notebook/field-drafts.ts';
import { addComment } from '../../src/notebook/write-comments.ts';
import { newNotebook } from '../support/tablet.ts';

const FIELD = 'studies/oak/title';
const half = (text: string) => ({ text, over: [''] });

describe('half-typed words of fields on a tablet of several people', () => {
  test('are found again by who typed them and by nobody else', async () => {
    const notebook = newNotebook();
    await fieldDrafts(notebook, 'maria').keep(FIELD, half('Maria half'));
    await fieldDrafts(notebook, 'sam').keep(FIELD, half('Sam half'));

    expect(await fieldDrafts(notebook, 'maria').read(FIELD)).toEqual(half('Maria half'));
    expect(await fieldDrafts(notebook, 'sam').read(FIELD)).toEqual(half('Sam half'));
    expect(await fieldDrafts(notebook, 'nia').read(FIELD)).toBeUndefined();
  });

  test('[N2] are kept again after the disk once did not tell what the last page left', async () => {
    const notebook = newNotebook();
    const drafts = fieldDrafts(notebook, 'maria');
    notebook.spare.close();
    await expect(drafts.read(FIELD)).rejects.toThrow();
    await notebook.spare.open();

    await drafts.keep(FIELD, half('Maria half'));

    expect(await fieldDrafts(notebook, 'maria').read(FIELD)).toEqual(half('Maria half'));
  });

  test('do not stand up again in one tab when another has saved them since', async () => {
    const notebook = newNotebook();
    await fieldDrafts(notebook, 'maria').keep(FIELD, half('Maria half'));
    const [first, second] = [fieldDrafts(notebook, 'maria'), fieldDrafts(notebook, 'maria')];
    expect(await second.read('studies/oak/priority')).toBeUndefined();

    expect(await first.read(FIELD)).toEqual(half('Maria half'));
    await first.forget(FIELD);

    expect(await second.read(FIELD)).toBeUndefined();
  });

  test('forgetting one’s own leaves the other’s', async () => {
    const notebook = newNotebook();
    await fieldDrafts(notebook, 'maria').keep(FIELD, half('Maria half'));
    await fieldDrafts(notebook, 'sam').keep(FIELD, half('Sam half'));

    await fieldDrafts(notebook, 'sam').forget(FIELD);

    expect(await fieldDrafts(notebook, 'sam').read(FIELD)).toBeUndefined();
    expect(await fieldDrafts(notebook, 'maria').read(FIELD)).toEqual(half('Maria half'));
  });

  test('are gone with the save they went into, also where the battery is empty right after it', async () => {
    const notebook = newNotebook();
    await fieldDrafts(notebook, 'maria').keep(FIELD, half('Maria half'));

    const draft = { key: fieldDraftKey('maria', FIELD), value: undefined };
    await addComment(notebook, { about: 'notes/oak.1.n', text: 'Maria half', author: 'maria' }, { draft });

    expect(await fieldDrafts(notebook, 'maria').read(FIELD)).toBeUndefined();
  });

  test('[N2] words from before a tablet could have several people are found once, by whoever opens it', async () => {
    const notebook = newNotebook();
    await saveDraft(notebook, `field:${FIELD}`, half('Left by an earlier version'));
    const maria = fieldDrafts(notebook, 'maria');

    expect(await maria.read(FIELD)).toEqual(half('Left by an earlier version'));
    await maria.forget(FIELD);

    expect(await fieldDrafts(notebook, 'sam').read(FIELD)).toBeUndefined();
  });
});
