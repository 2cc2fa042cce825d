import * as Y from 'yjs';
import type { Notebook } from '../../../notebook/database.ts';
import { forgetMinutesDraft, keepMinutesDraft, spareMinutesDraft } from '../../../notebook/minutes-drafts.ts';
import { addMinutes, newMinutesId } from '../../../notebook/write-minutes.ts';
import { draftWriter, SLOW_SAVE_MS } from '../../../ui/draft-writer.ts';

/** Whole words typed within this time become one row. */
export const WRITE_MINUTES_AFTER_MS = 300;
/** Somebody who rests in mid-word has said something, too. */
export const WORD_RESTS_AFTER_MS = 1_500;
/** After a save that did not succeed. */
const TRY_AGAIN_AFTER_MS = 1_000;

export interface MinutesWriter {
  /** One step of typing, with what it put in; '' for one that only took away. */
  readonly add: (update: Uint8Array, inserted: string) => void;
  /** All of it, half a word too: the field was left, the page is going. */
  readonly flush: () => void;
}

/**
 * Writes what is typed in one item, one row at a time and in order: a later row needs the ones before it. Rows hold whole
 * words, so that a colleague who goes on at the end of what stands there never goes on in the middle of a word. The word
 * being typed is kept as a draft meanwhile, within a quarter of a second of each key (N2). While the notebook does not
 * answer, all that is not a row yet lies in the spare drafts, and the screen is told after a second and a half (N3).
 */
export function minutesWriter(
  notebook: Notebook,
  item: string,
  { onWriting, onTrouble }: { onWriting: (id: string) => void; onTrouble: (isInTrouble: boolean) => void },
): MinutesWriter {
  let waiting: readonly Uint8Array[] = [];
  /** How many of those that wait are whole words. */
  let whole = 0;
  let writing: Uint8Array | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let rest: ReturnType<typeof setTimeout> | undefined;

  let hasDraft = false;
  const unwritten = () => {
    const updates = [...(writing ? [writing] : []), ...waiting];
    return updates.length === 0 ? undefined : Y.mergeUpdates(updates);
  };
  const keep = async () => {
    const update = unwritten();
    if (update !== undefined) {
      hasDraft = true;
      await keepMinutesDraft(notebook, item, update);
    } else if (hasDraft) {
      await forgetMinutesDraft(notebook, item);
      hasDraft = false;
    }
  };
  const draft = draftWriter(keep, () => {
    const update = unwritten();
    if (update !== undefined) spareMinutesDraft(notebook, item, update);
  });
  const write = (count: number) => {
    if (writing !== undefined || count === 0) return;
    clearTimeout(soon);
    soon = undefined;
    const update = Y.mergeUpdates(waiting.slice(0, count));
    waiting = waiting.slice(count);
    whole = Math.max(0, whole - count);
    writing = update;
    const id = newMinutesId(notebook, item);
    onWriting(id);
    const slow = setTimeout(() => onTrouble(true), SLOW_SAVE_MS);
    addMinutes(notebook, id, update).then(
      () => {
        clearTimeout(slow);
        writing = undefined;
        onTrouble(false);
        draft.touch();
        if (whole > 0) writeSoon();
      },
      (error: unknown) => {
        clearTimeout(slow);
        console.warn('The minutes could not be saved yet.', error);
        writing = undefined;
        waiting = [update, ...waiting];
        whole += 1;
        onTrouble(true);
        writeSoon(TRY_AGAIN_AFTER_MS);
      },
    );
  };
  const writeSoon = (afterMs = WRITE_MINUTES_AFTER_MS) => {
    soon ??= setTimeout(() => {
      soon = undefined;
      write(whole);
    }, afterMs);
  };
  const flush = () => {
    clearTimeout(rest);
    whole = waiting.length;
    if (writing === undefined) write(whole);
    else if (whole > 0) writeSoon();
  };
  return {
    add(update, inserted) {
      if (/^\s/u.test(inserted)) whole = waiting.length;
      waiting = [...waiting, update];
      if (/[\s.,;:!?]$/u.test(inserted)) whole = waiting.length;
      draft.touch();
      if (whole > 0) writeSoon();
      clearTimeout(rest);
      rest = setTimeout(flush, WORD_RESTS_AFTER_MS);
    },
    flush,
  };
}
