import { dateText } from '../../i18n/dates.ts';
import type { Language } from '../../i18n/language.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Notebook } from '../../notebook/database.ts';
import { pictureBytes } from '../../notebook/read-photos.ts';
import { ownScriptUrl } from '../../ui/own-script.ts';
import type { NameOf } from './observer-names.ts';
import { Cancelled, type Progress } from './progress.ts';
import { reportDocument, type ReportParts } from './report-document.ts';
import { studyName } from './report-words.ts';
import type { FromWordWorker, WordJob } from './word/word-job.ts';
import wordWorker from './word/word-worker.ts?worker&url';

const LANGUAGE_TAGS: Record<Language, string> = { en: 'en-GB', cy: 'cy-GB' };

/** The report as a Word document, with the photos that are on this tablet. */
export async function wordReport(
  notebook: Notebook,
  parts: ReportParts,
  { nameOf, language, now, progress }: { nameOf: NameOf; language: Language; now: Date; progress: Progress },
): Promise<Blob> {
  const { study } = parts;
  const pictures = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const photo of study.wholeLessons.flatMap((lesson) => [...lesson.photos.values()].flat())) {
    const bytes = await pictureBytes(notebook, photo.id);
    if (bytes !== undefined) pictures.set(photo.id, bytes);
    if (progress.signal.aborted) throw new Cancelled();
  }
  return await inWorker(
    {
      blocks: reportDocument(parts, { nameOf, today: dateText(now) }),
      title: studyName(study.study),
      language: LANGUAGE_TAGS[language],
      pictures,
      stageLabel: m.plan_sheet_stage(),
      missing: m.report_picture_missing(),
    },
    progress,
  );
}

async function inWorker(job: WordJob, { onStep, signal }: Progress): Promise<Blob> {
  const worker = new Worker(ownScriptUrl(wordWorker), { type: 'module' });
  try {
    return await new Promise<Blob>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Cancelled()));
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
      worker.addEventListener('message', ({ data }: MessageEvent<FromWordWorker>) => {
        if ('share' in data) onStep(data.share);
        else if ('document' in data) resolve(data.document);
        else reject(new Error(data.failed));
      });
      worker.postMessage(job);
    });
  } finally {
    worker.terminate();
  }
}
