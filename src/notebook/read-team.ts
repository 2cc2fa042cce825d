import type { MemberId } from '../domain/ids.ts';
import type { Device, Member, Team } from '../domain/study.ts';
import type { Notebook } from './database.ts';
import { all, one } from './read.ts';

/** The single row of the team table: what the team agreed for itself. */
export const TEAM_ROW = 'team';

/** Minutes without a note after which a pupil's column says so, unless the team chose another number. */
export const DEFAULT_GAP_MINUTES = 5;

export async function team(notebook: Notebook): Promise<Team | undefined> {
  return await one(notebook, 'team', TEAM_ROW);
}

/** Members by name. */
export async function members(notebook: Notebook): Promise<readonly Member[]> {
  return (await all(notebook, 'members')).toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Members by name, without whoever was removed. */
export async function membersNow(notebook: Notebook): Promise<readonly Member[]> {
  return (await members(notebook)).filter(({ removed }) => !removed);
}

/** Whether that person was ever heard of here, deleted or not. */
export async function hasMember(notebook: Notebook, member: MemberId): Promise<boolean> {
  return (await notebook.rows('members').get(member)) !== undefined;
}

/** '' while that person is not known here. */
export async function roleOf(notebook: Notebook, member: MemberId): Promise<string> {
  return (await one(notebook, 'members', member))?.role ?? '';
}

/** Whether this tablet has said to the team whose it is, and they have not been removed since. */
export async function isSomebodys(notebook: Notebook): Promise<boolean> {
  const owner = (await notebook.rows('devices').get(notebook.device))?.fields['member'];
  return typeof owner === 'string' && !(await one(notebook, 'members', owner))?.removed;
}

export async function devices(notebook: Notebook): Promise<readonly Device[]> {
  return await all(notebook, 'devices');
}
