import type { Keyring, KeyringEntry } from '../access/keyring.ts';
import type { MemberId } from '../domain/ids.ts';
import { setLanguage, type Language } from '../i18n/language.ts';

/**
 * Whoever has the tablet chose a language: it is theirs from now on. The others who use it, and never chose, go on in the
 * one there was before.
 */
export async function keepLanguage(
  keyring: Keyring,
  { team, me }: Pick<KeyringEntry, 'team' | 'me'>,
  { chosen, before }: { readonly chosen: Language; readonly before: Language },
): Promise<void> {
  await keyring.persons
    .where('team')
    .equals(team)
    .modify((person) => {
      Object.assign(person, { language: person.member === me ? chosen : (person.language ?? before) });
    });
}

/** The screens speak as this person chose; as they did, for somebody who never chose. */
export async function speakAs(keyring: Keyring, team: string, member: MemberId): Promise<void> {
  const person = await keyring.persons.get([team, member]);
  if (person?.language !== undefined) setLanguage(person.language);
}
