import type { DeviceId, MemberId } from '../domain/ids.ts';
import { commit, type Replaces } from './commit.ts';
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

export async function updateTeam(
  notebook: Notebook,
  fields: { name?: string; tags?: readonly string[]; gapMinutes?: number },
  replaces?: Replaces,
): Promise<void> {
  await commit(notebook, [{ table: 'team', row: TEAM_ROW, fields, ...(replaces && { replaces }) }]);
}

/** One more tag at the end of the team's list, unless it is there. */
export async function addTeamTag(notebook: Notebook, tag: string): Promise<void> {
  await notebook.transaction('rw', ['team', 'outbox', 'history', 'undoSteps', 'meta'], async () => {
    const tags = (await team(notebook))?.tags ?? [];
    if (!tags.includes(tag)) await updateTeam(notebook, { tags: [...tags, tag] });
  });
}

function memberWrites(notebook: Notebook, { member, name, role, device, deviceLabel }: NewMember) {
  return [
    { table: 'members' as const, row: member, fields: { name, role } },
    {
      table: 'devices' as const,
      row: device,
      fields: { member, label: deviceLabel, joinedAt: notebook.now() },
    },
  ];
}
