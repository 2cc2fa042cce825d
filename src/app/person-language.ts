import type { Keyring } from '../access/keyring.ts';
import type { MemberId } from '../domain/ids.ts';
import { setLanguage } from '../i18n/language.ts';

/** The screens speak as this person chose; as they did, for somebody who never chose. */
export async function speakAs(keyring: Keyring, team: string, member: MemberId): Promise<void> {
  const person = await keyring.persons.get([team, member]);
  if (person?.language !== undefined) setLanguage(person.language);
}
