import Dexie from 'dexie';
import type { Notebook } from './database.ts';
import { followOutbox, unsealedIn, type Unsealed } from './read-outbox.ts';

/** What was saved lies in an envelope by then, as a rule, and is counted there. */
const LOOK_AFTER_MS = 200;

/**
 * Says at once when something was saved, and a moment later what of it is still unsealed: a tablet whose envelopes are all at
 * the server must not say so of a note that has none yet.
 */
export function watchUnsealed(
  notebook: Notebook,
  onUnsealed: (unsealed: Unsealed) => void,
  onError: (error: unknown) => void,
): () => void {
  let known: Unsealed | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const look = async () => {
    timer = undefined;
    try {
      known = await unsealedIn(notebook);
      // Otherwise something was saved while it was read, and it is looked again.
      if (timer === undefined && !isOver) onUnsealed(known);
    } catch (error) {
      // Closed for a moment, or for good with the team: what is saved next brings it back.
      if (!isOver && !(error instanceof Dexie.DatabaseClosedError)) onError(error);
    }
  };
  const onChange = () => {
    if (timer !== undefined) return;
    timer = setTimeout(() => void look(), known ? LOOK_AFTER_MS : 0);
    if (known) onUnsealed({ ...known, isAny: true });
  };
  const unfollow = followOutbox(notebook, onChange);
  return () => {
    isOver = true;
    clearTimeout(timer);
    unfollow();
  };
}
