import { useLanguage } from '../../i18n/language.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { members as readMembers } from '../../notebook/read-team.ts';
import { EntryPage } from '../../ui/entry-page.tsx';
import { ChoosePerson } from './choose-person.tsx';

/**
 * Before anything can be written: a tablet that has joined for somebody who is in the team already, or that was left by
 * somebody who is not any more.
 */
export function WhoAreYou() {
  useLanguage();
  const { me } = useOpenNotebook();
  const known = useNotebookQuery(readMembers, []) ?? [];
  const isRemoved = known.some(({ id, removed }) => removed && id === me);
  return (
    <main id="main">
      <EntryPage title={m.lock_who_are_you()}>
        {isRemoved && <p>{m.lock_person_removed()}</p>}
        <ChoosePerson
          emptyWords={m.lock_who_are_you_waiting()}
          newTitle={m.lock_not_listed()}
          onChosen={() => undefined}
        />
      </EntryPage>
    </main>
  );
}
