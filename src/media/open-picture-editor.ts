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
  let worker: Worker | undefined;
  let opened: Blob | undefined;
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let asked = 0;
  const fail = (why: string) => {
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
  };
  const stop = (why: string) => {
    worker?.terminate();
    worker = undefined;
    fail(why);
  };
  const newWorker = () => {
    const made = new Worker(ownScriptUrl(pictureWorker), { type: 'module' });
    made.addEventListener('message', ({ data }: MessageEvent<FromPictureWorker>) => {
      const question = waiting.get(data.number);
      waiting.delete(data.number);
      if ('failed' in data) question?.reject(new Error('The picture could not be drawn.'));
      else question?.resolve(data.value);
    });
    // A picture that is too much for the tablet after all ends the worker, not the page. Who asks next gets another: one
    // that has ended answers nobody.
    made.addEventListener('error', () => stop('The picture worker stopped.'));
    return made;
  };

  const ask = (question: Question) =>
    new Promise<unknown>((resolve, reject) => {
      const number = ++asked;
      waiting.set(number, { resolve, reject });
      worker ??= newWorker();
      worker.postMessage({ number, ...question } satisfies ToPictureWorker);
    });
  return {
    async open(file) {
      opened = file;
      return (await ask({ open: file })) as OpenOutcome;
    },
    async finish(edits) {
      if (worker === undefined && opened !== undefined) await ask({ open: opened });
      return (await ask({ finish: edits })) as FinishedPicture;
    },
    close: () => stop('The picture was put away.'),
  };
}
