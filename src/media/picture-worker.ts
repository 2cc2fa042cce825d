import { pictureEditor } from './edit-picture.ts';
import type { PictureEdits } from './picture-edits.ts';

/** What the page asks of this worker, one after another; answers carry the number of their question. */
export type ToPictureWorker = { readonly number: number } & (
  { readonly open: Blob } | { readonly finish: PictureEdits }
);
export type FromPictureWorker = { readonly number: number } & (
  { readonly value: unknown } | { readonly failed: true }
);

const editor = pictureEditor();

addEventListener('message', ({ data }: MessageEvent<ToPictureWorker>) => {
  const work = 'open' in data ? editor.open(data.open) : editor.finish(data.finish);
  const answer = (message: FromPictureWorker) => postMessage(message);
  work.then(
    (value) => answer({ number: data.number, value }),
    () => answer({ number: data.number, failed: true }),
  );
});
