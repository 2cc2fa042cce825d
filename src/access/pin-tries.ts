import type { MemberId, TeamId } from '../domain/ids.ts';
import type { Keyring, PersonOnTablet } from './keyring.ts';
import { isPin } from './pin.ts';

/** A teacher mistypes four times in a row at worst; after that each wrong PIN costs time. */
const FREE_TRIES = 4;
const WAITS_MS = [30_000, 60_000, 120_000, 300_000];

/** What the wrong PIN with this number costs. */
export function waitAfter(failed: number): number {
  if (failed <= FREE_TRIES) return 0;
  return WAITS_MS[Math.min(failed - FREE_TRIES, WAITS_MS.length) - 1] ?? 0;
}

export function freeTriesLeft(failed: number): number {
  return Math.max(0, FREE_TRIES - failed);
}

/**
 * Whether this is the person's PIN. The try is counted before it is looked at: neither a reload in the middle nor ten
 * tabs at once give a free one. `wait`: not looked at, there is time to pass first.
 */
export async function tryPin(
  keyring: Keyring,
  team: TeamId,
  member: MemberId,
  pin: string,
): Promise<'right' | 'wrong' | 'wait'> {
  const key: [TeamId, MemberId] = [team, member];
  const check = await keyring.transaction('rw', keyring.persons, async () => {
    const person = await keyring.persons.get(key);
    if (person?.pin === undefined || person.waitMs > 0) return undefined;
    const failed = person.failed + 1;
    await keyring.persons.update(key, { failed, waitMs: waitAfter(failed) });
    return person.pin;
  });
  if (check === undefined) return 'wait';
  if (!(await isPin(check, pin))) return 'wrong';
  await keyring.persons.update(key, { failed: 0, waitMs: 0 });
  return 'right';
}

/**
 * Time has passed on a locked page, by the clock that nobody can set: what is left of the wait gets no longer by it. A
 * clock turned forward, a reload or a restart passes none of it. A wait that came meanwhile is not shortened.
 */
export async function passWait(
  keyring: Keyring,
  { team, member, failed }: Pick<PersonOnTablet, 'team' | 'member' | 'failed'>,
  leftMs: number,
): Promise<void> {
  await keyring.persons
    .where('[team+member]')
    .equals([team, member])
    .modify((person) => {
      if (person.failed === failed)
        Object.assign(person, { waitMs: Math.min(person.waitMs, Math.max(0, leftMs)) });
    });
}
