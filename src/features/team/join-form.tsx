import { useState } from 'react';
import { useLocation } from 'wouter';
import { useTeamAccess } from '../../access/team-access.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Choice } from '../../ui/choice.tsx';
import { joinProblemWords } from '../../access/access-words.ts';
import { CodeField } from './code-field.tsx';
import { EntryForm } from './entry-form.tsx';
import { codeWhileTyping, tidyCode } from './typed-code.ts';
import { YourName } from './your-name.tsx';
import styles from './form.module.css';

export function JoinForm({ firstCode }: { firstCode: string }) {
  const access = useTeamAccess();
  const [, navigate] = useLocation();
  const [code, setCode] = useState(firstCode);
  const [personName, setPersonName] = useState('');
  const [joinsAs, setJoinsAs] = useState<'new' | 'known'>('new');
  const [isMissingShown, setIsMissingShown] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState('');

  const join = async () => {
    const name = personName.trim();
    setIsMissingShown(true);
    const isNew = joinsAs === 'new';
    if ((isNew && name === '') || code.trim() === '') return;
    setIsBusy(true);
    setProblem('');
    try {
      const outcome = await access.join({ code: tidyCode(code), ...(isNew && { personName: name }) });
      if (outcome.kind === 'done') navigate('/');
      else setProblem(joinProblemWords(outcome.problem));
    } catch (error) {
      console.warn('The team could not be joined.', error);
      setProblem(m.lock_not_saved());
    }
    setIsBusy(false);
  };

  return (
    <EntryForm
      onSubmit={join}
      problem={problem}
      button={isBusy ? m.team_joining() : m.team_join_now()}
      isBusy={isBusy}
    >
      <CodeField
        label={m.team_code()}
        hint={m.team_code_hint()}
        placeholder="K7QF 3MVX 9T2H 4RWD"
        value={code}
        onChange={setCode}
        whileTyping={codeWhileTyping}
        tidy={tidyCode}
        isMissingShown={isMissingShown}
      />
      <Choice
        legend={m.lock_join_as()}
        options={[
          { value: 'new', label: m.lock_join_as_new() },
          { value: 'known', label: m.lock_join_as_known() },
        ]}
        value={joinsAs}
        onChange={setJoinsAs}
      />
      {joinsAs === 'new' ? (
        <YourName
          value={personName}
          onChange={setPersonName}
          hint={m.team_your_name_hint()}
          isMissingShown={isMissingShown}
        />
      ) : (
        <p className={styles['hint']}>{m.lock_join_known_hint()}</p>
      )}
    </EntryForm>
  );
}
