import type { MemberId } from '../domain/ids.ts';
import { hasMember } from '../notebook/read-team.ts';
import type { SealingDeps } from './seal-outbox.ts';

export interface MendDeps extends SealingDeps {
  readonly me: MemberId;
  readonly isGuest: boolean;
  /** Shows the server that this is a tablet of the team. A guest has none. */
  readonly proof: Uint8Array | undefined;
}

/**
 * A browser that ran out of room, or a person who tidied up, may have taken one of this tablet's databases and left the
 * others. What the one had is put together again from the other. One caller at a time per team; stopped anywhere, it
 * begins anew at the next start. A tablet that is whole looks twice and fetches nothing.
 */
export async function mendTablet(deps: MendDeps): Promise<void> {
  const { notebook, mailbox, me } = deps;
  if ((await mailbox.postboxes.get(notebook.team)) === undefined) {
    await (await import('./mend.ts')).mendMailbox(deps);
  }
  if (!(await hasMember(notebook, me))) await (await import('./mend.ts')).mendNotebook(deps);
}
