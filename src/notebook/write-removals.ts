import type { Change } from '../domain/change.ts';
import type { DeviceId, MemberId } from '../domain/ids.ts';
import { nextStamp } from '../domain/stamp.ts';
import { advanceClock, readClock } from './clock.ts';
import { commit, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { keyBoxWrite, type KeyBoxRow } from './key-rows.ts';
import { all } from './read.ts';
import { latestStampOf, releaseTakenIn } from './removals.ts';
import { removedIds } from './removed-ids.ts';

export interface RemovalNotice {
  readonly tablets: readonly DeviceId[];
  /** The person who goes with them; undefined when it was only a tablet. */
  readonly person?: MemberId | undefined;
  readonly removedBy: MemberId;
  readonly epoch: number;
  readonly boxes: readonly KeyBoxRow[];
}

/**
 * What tells the team of a removal, for an envelope that the server takes together with it. Nothing is written here: if the
 * server does not take it, it never was; if it does, it comes back like any other envelope.
 */
export async function removalChanges(
  notebook: Notebook,
  { tablets, person, removedBy, epoch, boxes }: RemovalNotice,
): Promise<readonly Change[]> {
  const owners = new Map((await all(notebook, 'devices')).map(({ id, member }) => [id, member]));
  const before = await removedIds(notebook);
  const removedAt = notebook.now();
  const writes: Write[] = boxes.map(keyBoxWrite);
  for (const row of tablets) {
    // One that went earlier: its end stays where it was.
    if (before.includes(row)) continue;
    const cut = await latestStampOf(notebook, row);
    const member = owners.get(row) ?? '';
    writes.push({ table: 'removals', row, fields: { member, removedBy, removedAt, epoch, cut } });
  }
  if (person !== undefined)
    writes.push({ table: 'members', row: person, fields: { removed: true, removedIn: epoch } });
  const at = await notebook.allOrNothing(['meta'], async () => {
    const next = nextStamp(await readClock(notebook), notebook.now(), notebook.device);
    await advanceClock(notebook, next);
    return next;
  });
  return writes.map(({ table, row, fields = {} }) => ({ table, row, at, fields }));
}

/** What waits of these tablets goes into everybody's notebook. There is no way back but to delete notes one by one. */
export async function takeIn(
  notebook: Notebook,
  tablets: readonly DeviceId[],
  decidedBy: MemberId,
): Promise<void> {
  await decide(notebook, tablets, { takenIn: true, decidedBy, decidedAt: notebook.now() });
  await releaseTakenIn(notebook);
}

/** It stays where it is, sealed and asked about no more; it can still be taken in. */
export async function leaveOut(
  notebook: Notebook,
  tablets: readonly DeviceId[],
  decidedBy: MemberId,
): Promise<void> {
  await decide(notebook, tablets, { leftOut: true, decidedBy, decidedAt: notebook.now() });
}

async function decide(
  notebook: Notebook,
  tablets: readonly DeviceId[],
  fields: Extract<Write, { table: 'removals' }>['fields'] & object,
): Promise<void> {
  await commit(
    notebook,
    tablets.map((row): Write => ({ table: 'removals', row, fields })),
  );
}
