import { fromBase64, toBase64 } from '../domain/base64.ts';
import type { LessonId } from '../domain/ids.ts';
import type { Notebook } from './database.ts';
import { forgetDraft, saveDraft, spareDraft } from './drafts.ts';
import { sparesBelow } from './spare-drafts.ts';

const PREFIX = 'minutes:';

/** A word that is still being typed: on this tablet only, by the page that types it, until it is a row of the minutes. */
export async function keepMinutesDraft(notebook: Notebook, item: string, update: Uint8Array): Promise<void> {
  await saveDraft(notebook, keyOf(notebook, item), { item, update: toBase64(update) });
}

/** The notebook has not taken the draft before this one yet: this one lies in the spare drafts at once. */
export function spareMinutesDraft(notebook: Notebook, item: string, update: Uint8Array): void {
  spareDraft(notebook, keyOf(notebook, item), { item, update: toBase64(update) });
}

export async function forgetMinutesDraft(notebook: Notebook, item: string): Promise<void> {
  await forgetDraft(notebook, keyOf(notebook, item));
}

export interface MinutesDraft {
  readonly key: string;
  readonly item: string;
  readonly update: Uint8Array;
}

/** What pages before this one left half typed in a lesson. Applied twice it is there once, so it is forgotten after. */
export async function minutesDraftsLeft(
  notebook: Notebook,
  lesson: LessonId,
): Promise<readonly MinutesDraft[]> {
  const prefix = `${PREFIX}${lesson}.`;
  const [kept, spare] = await Promise.all([
    notebook.drafts.where('key').startsWith(prefix).toArray(),
    notebook.isPassing ? [] : sparesBelow(notebook.spare, prefix),
  ]);
  return [...kept, ...spare].flatMap(({ key, value }) => {
    const draft = readDraft(value);
    return draft && key !== keyOf(notebook, draft.item) ? [{ key, ...draft }] : [];
  });
}

/** The draft of another page is a row of the minutes now. */
export async function forgetDraftLeft(notebook: Notebook, { key }: MinutesDraft): Promise<void> {
  await forgetDraft(notebook, key);
}

function keyOf(notebook: Notebook, item: string): string {
  return `${PREFIX}${item}:${notebook.page}`;
}

function readDraft(value: unknown): { item: string; update: Uint8Array } | undefined {
  if (typeof value !== 'object' || value === null || !('item' in value && 'update' in value))
    return undefined;
  const { item, update } = value;
  if (typeof item !== 'string' || typeof update !== 'string') return undefined;
  try {
    return { item, update: fromBase64(update) };
  } catch {
    return undefined;
  }
}
