import { buildWord } from './build-word.ts';
import { canvasDraw } from './draw.ts';
import type { FromWordWorker, WordJob } from './word-job.ts';

// Apart from the page, which goes on answering taps however long the report is; given up, it is simply stopped.
addEventListener('message', ({ data }: MessageEvent<WordJob>) => {
  const answer = (message: FromWordWorker) => postMessage(message);
  buildWord(data, canvasDraw, (share) => answer({ share })).then(
    (document) => answer({ document }),
    (error: unknown) => answer({ failed: String(error) }),
  );
});
