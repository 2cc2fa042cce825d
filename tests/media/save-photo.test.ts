import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { savePhoto } from '../../src/media/save-photo.ts';
import { lessonNotes } from '../../src/notebook/read-lesson.ts';
import { addNote } from '../../src/notebook/write-lesson.ts';
import { freezeConnectionOf } from '../support/frozen.ts';
import { newNotebook } from '../support/tablet.ts';

const PICTURE = { bytes: new Uint8Array(200_000), width: 1600, height: 1200 };

afterEach(() => vi.unstubAllGlobals());

function tabletWithRoomFor(bytes: number): void {
  const estimate = () => Promise.resolve({ usage: 1_000_000, quota: 1_000_000 + bytes });
  vi.stubGlobal('navigator', { storage: { estimate } });
}

const bytesOf = (value: unknown) =>
  (value as readonly Uint8Array[]).reduce((sum, piece) => sum + piece.length, 0);

test('[N4] a photo is refused while the tablet still has room for words, and kept when there is enough for both', async () => {
  const notebook = newNotebook();
  tabletWithRoomFor(5_000_000);

  expect(await savePhoto(notebook, 'study.1.note', PICTURE, 'study.1.sitting')).toBe('noRoom');
  expect(await notebook.pictures.count()).toBe(0);
  expect(await notebook.table('photos').count()).toBe(0);

  tabletWithRoomFor(50_000_000);
  expect(await savePhoto(notebook, 'study.1.note', PICTURE, 'study.1.sitting')).toBe('saved');
  expect(await notebook.pictures.count()).toBe(1);
});

test('[N4] a photo is refused where the disk itself has room for it and for no words beside it', async () => {
  const notebook = newNotebook();
  tabletWithRoomFor(50_000_000);
  notebook.drafts.hook('creating', (_key, draft) => {
    if (bytesOf(draft.value) > 2 * PICTURE.bytes.length)
      throw new DOMException('Full.', 'QuotaExceededError');
  });

  expect(await savePhoto(notebook, 'study.1.note', PICTURE, 'study.1.sitting')).toBe('noRoom');
  expect(await notebook.pictures.count()).toBe(0);
});

test('[N4] a disk that turns out to be full takes no part of a photo, and takes words', async () => {
  const notebook = newNotebook();
  tabletWithRoomFor(50_000_000);
  notebook.pictures.hook('creating', () => {
    throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
  });

  expect(await savePhoto(notebook, 'study.1.note', PICTURE, 'study.1.sitting')).toBe('noRoom');
  await addNote(notebook, {
    id: 'study.1.words',
    sitting: 'study.1.sitting',
    observer: 'maria',
    pupil: 'A',
    stage: undefined,
    atMs: 1000,
    kind: 'said',
    text: 'It is smaller',
    tags: [],
  });

  expect(await notebook.pictures.count()).toBe(0);
  expect(await notebook.table('photos').count()).toBe(0);
  expect((await lessonNotes(notebook, 'study.1')).map(({ text }) => text)).toEqual(['It is smaller']);
  const sent = (await notebook.outbox.toArray()).flatMap(({ changes }) => changes.map(({ table }) => table));
  expect(sent).toEqual(['notes']);
});

test('[N3] a photo saved on a connection that no longer answers is saved on another, and is there once', async () => {
  const notebook = newNotebook();
  tabletWithRoomFor(50_000_000);
  expect(await savePhoto(notebook, 'study.1.note', PICTURE, 'study.1.sitting')).toBe('saved');
  await freezeConnectionOf(notebook);

  expect(await savePhoto(notebook, 'study.1.note', PICTURE, 'study.1.sitting')).toBe('saved');

  expect(await notebook.pictures.count()).toBe(2);
  expect(await notebook.table('photos').count()).toBe(2);
});
