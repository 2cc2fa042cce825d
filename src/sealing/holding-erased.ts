import { isErased } from '../domain/erasure.ts';
import type { Mail } from '../mailbox/database.ts';
import { readErased } from '../notebook/erase.ts';
import type { Parsed } from '../protocol/outcome.ts';
import type { Contents } from './contents.ts';
import { eraseAfter } from './erase-mail.ts';
import type { SealingDeps } from './seal-outbox.ts';

/** Which of these hold something deleted, and when this tablet may put the rest of them into other envelopes. */
export async function holdingErased(
  deps: SealingDeps,
  mails: readonly Mail[],
  contents: readonly Parsed<Contents>[],
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  const erased = await readErased(deps.notebook);
  if (erased === undefined) return found;
  for (const [index, mail] of mails.entries()) {
    const opened = contents[index];
    if (!opened?.ok || !opened.value.changes.some((change) => isErased(erased, change))) continue;
    found.set(mail.id, await eraseAfter(deps, mail, opened.value.device));
  }
  return found;
}
