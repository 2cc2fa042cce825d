import type { DeviceId, MemberId, NoteId } from '../domain/ids.ts';
import { deviceOf } from '../domain/stamp.ts';
import type { Notebook } from './database.ts';
import { all } from './read.ts';

/** A tablet that was removed, and what of it has arrived since and waits for somebody's word. */
export interface RemovedTablet {
  readonly device: DeviceId;
  readonly label: string;
  readonly member: MemberId;
  /** Whose it was; '' when that person is not known here. */
  readonly name: string;
  readonly removedBy: string;
  readonly removedAt: Date;
  /** Somebody has said to leave out what waits. */
  readonly isLeftOut: boolean;
  readonly waiting: readonly WaitingNote[];
  /** Anything else that waits: marks, stage times, edits of plans. */
  readonly otherChanges: number;
}

/** A note as far as what waits tells of it: a later edit may have its words and nothing else. */
export interface WaitingNote {
  readonly id: NoteId;
  readonly text: string;
}

/** Newest first. */
export async function removedTablets(notebook: Notebook): Promise<readonly RemovedTablet[]> {
  const [removals, devices, members, aside] = await Promise.all([
    all(notebook, 'removals'),
    all(notebook, 'devices'),
    all(notebook, 'members'),
    notebook.setAside.where('reason').equals('removed').toArray(),
  ]);
  const labels = new Map(devices.map(({ id, label }) => [id, label]));
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const changes = aside.map(({ change }) => change).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return removals
    .filter(({ removedAt }) => removedAt !== null)
    .map((row): RemovedTablet => {
      const ofTablet = changes.filter(({ at }) => deviceOf(at) === row.id);
      const texts = new Map<NoteId, string>();
      for (const { table, row: id, fields } of ofTablet) {
        if (table !== 'notes') continue;
        const { text } = fields;
        texts.set(id, typeof text === 'string' ? text : (texts.get(id) ?? ''));
      }
      return {
        device: row.id,
        label: labels.get(row.id) ?? '',
        member: row.member,
        name: names.get(row.member) ?? '',
        removedBy: names.get(row.removedBy) ?? '',
        removedAt: new Date(row.removedAt ?? 0),
        isLeftOut: row.leftOut,
        waiting: [...texts].map(([id, text]) => ({ id, text })),
        otherChanges: ofTablet.filter(({ table }) => table !== 'notes').length,
      };
    })
    .toSorted((a, b) => b.removedAt.getTime() - a.removedAt.getTime());
}

/** Leads decide; in a team whose leads are gone, everybody who may write. */
export async function mayDecide(notebook: Notebook, me: MemberId): Promise<boolean> {
  const members = await all(notebook, 'members');
  const leads = members.filter(({ role, removed }) => role === 'lead' && !removed);
  return leads.length === 0 || leads.some(({ id }) => id === me);
}

/**
 * Whether somebody has left the team after this epoch began: they may have kept what was printed in it. Also when they are
 * back: the paper that was said to open nothing any more does not begin to open again.
 */
export async function hasLostPersonSince(notebook: Notebook, printedIn: number): Promise<boolean> {
  const [removals, members] = await Promise.all([all(notebook, 'removals'), all(notebook, 'members')]);
  const gone = members.filter(({ removed }) => removed);
  const ids = new Set<string>(gone.map(({ id }) => id));
  return (
    members.some(({ removedIn }) => (removedIn ?? 0) > printedIn) ||
    removals.some(({ epoch, member }) => (epoch ?? 0) > printedIn && ids.has(member))
  );
}
