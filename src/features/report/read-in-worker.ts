import { ownScriptUrl } from '../../ui/own-script.ts';
import type { ParsedFile } from './parse-study-file.ts';
import { Cancelled, type Progress } from './progress.ts';
import type { FromReadWorker } from './read-worker.ts';
import readWorker from './read-worker.ts?worker&url';

/** Reads and checks a file of up to 90 MB off the page's own thread. */
export async function readInWorker(file: Blob, { onStep, signal }: Progress): Promise<ParsedFile> {
  const worker = new Worker(ownScriptUrl(readWorker), { type: 'module' });
  try {
    return await new Promise<ParsedFile>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Cancelled()));
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
      worker.addEventListener('message', ({ data }: MessageEvent<FromReadWorker>) => {
        if ('share' in data) onStep(data.share);
        else if ('parsed' in data) resolve(data.parsed);
        else reject(new Error(data.failed));
      });
      worker.postMessage(file);
    });
  } finally {
    worker.terminate();
  }
}
