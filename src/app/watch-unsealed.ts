import { follow } from '../mailbox/follow.ts';
import type { Notebook } from '../notebook/database.ts';
import { unsealedIn, type Unsealed } from '../notebook/read-outbox.ts';

/** What was saved lies in an envelope by then, as a rule, and is counted there. */
const LOOK_AFTER_MS = 200;

/**
 * Says at once when something was saved, and a moment later what of it is still unsealed: a tablet whose envelopes are all at
 * the server must not say so of a note that has none yet. Returns how to stop.
 */
export function watchUnsealed(
  notebook: Notebook,
  onUnsealed: (unsealed: Unsealed) => void,
  onError: (error: unknown) => void,
): () => void {
  let known: Unsealed = { notes: new Set(), photos: new Set(), isAny: true };
  return follow(notebook, {
    tables: ['outbox'],
    afterMs: LOOK_AFTER_MS,
    read: () => unsealedIn(notebook),
    onChange: () => onUnsealed({ ...known, isAny: true }),
    onFound(found, isLatest) {
      known = found;
      onUnsealed({ ...found, isAny: found.isAny || !isLatest });
    },
    onError,
  });
}
