import { useState } from 'react';
import { useLocation } from 'wouter';
import { useTeamAccess } from '../../access/team-access.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { TextField } from '../../ui/text-field.tsx';
import { accessProblemWords } from '../../access/access-words.ts';
import { EntryPage } from '../../ui/entry-page.tsx';
import { EntryForm } from './entry-form.tsx';
import { YourName } from './your-name.tsx';

/** A new team on this tablet: two names are enough, no network is needed. */
export function StartScreen() {
  const access = useTeamAccess();
  const [, navigate] = useLocation();
  const [teamName, setTeamName] = useState('');
  const [personName, setPersonName] = useState('');
  const [isMissingShown, setIsMissingShown] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState('');

  const start = async () => {
    const names = { teamName: teamName.trim(), personName: personName.trim() };
    setIsMissingShown(true);
    if (names.teamName === '' || names.personName === '') return;
    setIsBusy(true);
    setProblem('');
    try {
      const outcome = await access.start({ ...names, tags: m.team_first_tags().split(', ') });
      if (outcome.kind === 'done') navigate('/');
      else setProblem(accessProblemWords(outcome.problem));
    } catch (error) {
      console.warn('The team could not be started.', error);
      setProblem(m.lock_not_saved());
    }
    setIsBusy(false);
  };

  return (
    <EntryPage title={m.team_start()} hasBack>
      <EntryForm
        onSubmit={start}
        problem={problem}
        button={isBusy ? m.team_starting() : m.team_start()}
        isBusy={isBusy}
        hint={m.team_start_offline()}
      >
        <TextField
          label={m.team_name()}
          hint={m.team_name_hint()}
          value={teamName}
          onChange={setTeamName}
          error={isMissingShown && teamName.trim() === '' ? m.team_name_missing() : undefined}
          autoComplete="off"
          required
        />
        <YourName
          value={personName}
          onChange={setPersonName}
          hint={m.team_your_name_hint()}
          isMissingShown={isMissingShown}
        />
      </EntryForm>
    </EntryPage>
  );
}
