import { ownScriptUrl } from '../ui/own-script.ts';
import type { FinishedPicture, OpenOutcome, PictureEditor } from './picture-edits.ts';
import type { FromPictureWorker, ToPictureWorker } from './picture-worker.ts';
import pictureWorker from './picture-worker.ts?worker&url';

/** In a worker, so that a photo of twelve million points never holds up a key; in the page where a worker cannot draw. */
export async function openPictureEditor(): Promise<PictureEditor> {
  if (typeof Worker !== 'undefined' && typeof OffscreenCanvas !== 'undefined') return editorInWorker();
  const { pictureEditor } = await import('./edit-picture.ts');
  return pictureEditor();
}

type Question = { open: Blob } | { finish: Parameters<PictureEditor['finish']>[0] };

function editorInWorker(): PictureEditor {
  const worker = new Worker(ownScriptUrl(pictureWorker), { type: 'module' });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let asked = 0;
  const fail = (why: string) => {
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
  };
  worker.addEventListener('message', ({ data }: MessageEvent<FromPictureWorker>) => {
    const question = waiting.get(data.number);
    waiting.delete(data.number);
    if ('failed' in data) question?.reject(new Error('The picture could not be drawn.'));
    else question?.resolve(data.value);
  });
  // A picture that is too much for the tablet after all ends the worker, not the page.
  worker.addEventListener('error', () => fail('The picture worker stopped.'));

  const ask = (question: Question) =>
    new Promise<unknown>((resolve, reject) => {
      const number = ++asked;
      waiting.set(number, { resolve, reject });
      worker.postMessage({ number, ...question } satisfies ToPictureWorker);
    });
  return {
    open: async (file) => (await ask({ open: file })) as OpenOutcome,
    finish: async (edits) => (await ask({ finish: edits })) as FinishedPicture,
    close() {
      worker.terminate();
      fail('The picture was put away.');
    },
  };
}
