// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPictureEditor } from '../../src/media/open-picture-editor.ts';
import { UNTOUCHED, type OpenedPicture } from '../../src/media/picture-edits.ts';
import type { ToPictureWorker } from '../../src/media/picture-worker.ts';

const PICTURE = new Blob(['picture']);
const OPENED: OpenedPicture = { kind: 'opened', preview: PICTURE, width: 4, height: 3 };
/** What the next questions do to the worker that is asked. */
let ends: boolean[];
let asked: string[];

/** A worker as a browser has one: once it has ended, it answers nobody any more. */
class OneWorker extends EventTarget {
  #hasEnded = false;

  postMessage(question: ToPictureWorker) {
    if (this.#hasEnded) return;
    asked.push('open' in question ? 'open' : 'finish');
    this.#hasEnded = ends.shift() ?? false;
    const value = 'open' in question ? OPENED : { bytes: new Uint8Array(1), width: 4, height: 3 };
    const answer = this.#hasEnded
      ? new Event('error')
      : new MessageEvent('message', { data: { number: question.number, value } });
    queueMicrotask(() => this.dispatchEvent(answer));
  }

  terminate() {
    this.#hasEnded = true;
  }
}

beforeEach(() => {
  [ends, asked] = [[], []];
  vi.stubGlobal('Worker', OneWorker);
  vi.stubGlobal('OffscreenCanvas', class {});
});
afterEach(() => vi.unstubAllGlobals());

test('after a picture that ended its worker another one can be opened', async () => {
  const editor = await openPictureEditor();
  ends = [true];
  await expect(editor.open(PICTURE)).rejects.toThrow('stopped');

  expect(await editor.open(PICTURE)).toEqual(OPENED);
});

test('a picture whose worker ended is opened anew when it is to be finished once more', async () => {
  const editor = await openPictureEditor();
  await editor.open(PICTURE);
  ends = [true];
  await expect(editor.finish(UNTOUCHED)).rejects.toThrow('stopped');

  expect(await editor.finish(UNTOUCHED)).toMatchObject({ width: 4, height: 3 });
  expect(asked).toEqual(['open', 'finish', 'open', 'finish']);
});
