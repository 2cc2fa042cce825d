import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { savePhoto } from '../../src/media/save-photo.ts';
import { newNotebook } from '../support/tablet.ts';

const PICTURE = { bytes: new Uint8Array(200_000), width: 1600, height: 1200 };

afterEach(() => vi.unstubAllGlobals());

function tabletWithRoomFor(bytes: number): void {
  const estimate = () => Promise.resolve({ usage: 1_000_000, quota: 1_000_000 + bytes });
  vi.stubGlobal('navigator', { storage: { estimate } });
}

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
