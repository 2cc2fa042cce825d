import { useLanguage } from '../../i18n/language.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { EntryPage } from '../../ui/entry-page.tsx';
import { ChoosePerson } from './choose-person.tsx';

/** A tablet that has joined for somebody who is in the team already, before anything can be written on it. */
export function WhoAreYou() {
  useLanguage();
  return (
    <main id="main">
      <EntryPage title={m.lock_who_are_you()}>
        <ChoosePerson
          emptyWords={m.lock_who_are_you_waiting()}
          newTitle={m.lock_not_listed()}
          onChosen={() => undefined}
        />
      </EntryPage>
    </main>
  );
}
