import { readStudyFile, type ParsedFile } from './parse-study-file.ts';

/** What the worker that reads a file says to the page. */
export type FromReadWorker =
  { readonly share: number } | { readonly parsed: ParsedFile } | { readonly failed: string };

// Apart from the page, which goes on answering taps however large the file is; given up, it is simply stopped.
addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  const answer = (message: FromReadWorker, transfer: Transferable[] = []) =>
    postMessage(message, { transfer });
  readStudyFile(data, (share) => answer({ share })).then(
    (parsed) => answer({ parsed }, parsed.ok ? buffersOf(parsed) : []),
    (error: unknown) => answer({ failed: String(error) }),
  );
});

/** Pictures are handed over; nobody holds them twice. */
function buffersOf({ value }: Extract<ParsedFile, { ok: true }>): ArrayBuffer[] {
  return [...value.pictures.values()].map(({ buffer }) => buffer);
}
