import type { DeviceId, MemberId } from '../domain/ids.ts';
import { isUsedBy } from '../domain/study.ts';
import { commit, type Replaces, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { one } from './read.ts';
import { DEFAULT_GAP_MINUTES, team, TEAM_ROW } from './read-team.ts';

export interface NewMember {
  readonly member: MemberId;
  readonly name: string;
  readonly role: 'lead' | 'member' | 'guest';
  readonly device: DeviceId;
  readonly deviceLabel: string;
}

/** First page of a new team's notebook: the team, its lead, the lead's tablet. */
export async function writeTeam(
  notebook: Notebook,
  { name, tags, lead }: { name: string; tags: readonly string[]; lead: NewMember },
): Promise<void> {
  const createdAt = notebook.now();
  await commit(notebook, [
    { table: 'team', row: TEAM_ROW, fields: { name, tags, gapMinutes: DEFAULT_GAP_MINUTES, createdAt } },
    ...memberWrites(notebook, lead),
  ]);
}

/**
 * A person who joined introduces themselves and their tablet to the others. Who comes back after their tablet, or they
 * themselves, were removed is who they were.
 */
export async function introduce(notebook: Notebook, person: NewMember): Promise<void> {
  const { member, role } = person;
  const before = await one(notebook, 'members', member);
  const isLead = before?.role === 'lead' && role !== 'guest';
  const writes = memberWrites(notebook, { ...person, ...(isLead && { role: 'lead' }) });
  const back = { table: 'members', row: member, fields: { removed: false } } as const;
  await commit(notebook, before?.removed ? [...writes, back] : writes);
}

/** People change their names, and mistype them when they join. */
export async function renameMember(notebook: Notebook, member: MemberId, name: string): Promise<void> {
  await commit(notebook, [{ table: 'members', row: member, fields: { name } }]);
}

type NewTablet = Pick<NewMember, 'member' | 'device' | 'deviceLabel'> & {
  readonly alsoUsedBy?: readonly MemberId[];
};

/** A person who is in the team already says that this tablet is theirs too. */
export async function introduceTablet(notebook: Notebook, tablet: NewTablet): Promise<void> {
  await commit(notebook, [deviceWrite(notebook, tablet)]);
}

/** Somebody more uses this tablet; whoever is new in the team is introduced with it. */
export async function shareTablet(
  notebook: Notebook,
  { member, newName }: { readonly member: MemberId; readonly newName?: string },
): Promise<void> {
  await notebook.allOrNothing(['members', 'devices', 'outbox', 'history', 'undoSteps', 'meta'], async () => {
    const tablet = await one(notebook, 'devices', notebook.device);
    const others = tablet?.alsoUsedBy ?? [];
    const isKnown = tablet !== undefined && isUsedBy(tablet, member);
    const writes: Write[] = [];
    if (newName !== undefined)
      writes.push({ table: 'members', row: member, fields: { name: newName, role: 'member' } });
    if (!isKnown)
      writes.push({ table: 'devices', row: notebook.device, fields: { alsoUsedBy: [...others, member] } });
    if (writes.length > 0) await commit(notebook, writes);
  });
}

export async function updateTeam(
  notebook: Notebook,
  fields: { name?: string; tags?: readonly string[]; gapMinutes?: number },
  replaces?: Replaces,
): Promise<void> {
  await commit(notebook, [{ table: 'team', row: TEAM_ROW, fields, ...(replaces && { replaces }) }]);
}

/** One more tag at the end of the team's list, unless it is there. */
export async function addTeamTag(notebook: Notebook, tag: string): Promise<void> {
  await notebook.allOrNothing(['team', 'outbox', 'history', 'undoSteps', 'meta'], async () => {
    const tags = (await team(notebook))?.tags ?? [];
    if (!tags.includes(tag)) await updateTeam(notebook, { tags: [...tags, tag] });
  });
}

function memberWrites(notebook: Notebook, { member, name, role, ...tablet }: NewMember): readonly Write[] {
  return [
    { table: 'members', row: member, fields: { name, role } },
    deviceWrite(notebook, { member, ...tablet }),
  ];
}

function deviceWrite(notebook: Notebook, { member, device, deviceLabel, alsoUsedBy }: NewTablet): Write {
  return {
    table: 'devices',
    row: device,
    fields: {
      member,
      label: deviceLabel,
      joinedAt: notebook.now(),
      ...(alsoUsedBy && { alsoUsedBy }),
    },
  };
}
