import { Camera } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useTeamAccess } from '../../access/team-access.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { joinProblemWords } from './access-words.ts';
import { codeWhileTyping, tidyCode } from './typed-code.ts';
import styles from './form.module.css';
import { lazy, Waiting } from '../../ui/lazy.tsx';

const ScanCode = lazy(async () => ({ default: (await import('./scan-code.tsx')).ScanCode }));

export function JoinForm({ firstCode }: { firstCode: string }) {
  const access = useTeamAccess();
  const [, navigate] = useLocation();
  const [code, setCode] = useState(firstCode);
  const [personName, setPersonName] = useState('');
  const [joinsAs, setJoinsAs] = useState<'new' | 'known'>('new');
  const [isMissingShown, setIsMissingShown] = useState(false);
  const [isScanning, setIsScanning] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState('');

  const join = async () => {
    const name = personName.trim();
    setIsMissingShown(true);
    const isNew = joinsAs === 'new';
    if ((isNew && name === '') || code.trim() === '') return;
    setIsBusy(true);
    setProblem('');
    const outcome = await access.join({ code: tidyCode(code), ...(isNew && { personName: name }) });
    setIsBusy(false);
    if (outcome.kind === 'done') navigate('/');
    else setProblem(joinProblemWords(outcome.problem));
  };

  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void join();
      }}
    >
      <TextField
        className={styles['code']}
        label={m.team_code()}
        hint={m.team_code_hint()}
        value={code}
        onChange={(typed) => setCode(codeWhileTyping(typed))}
        onBlur={() => setCode(tidyCode(code))}
        error={isMissingShown && code.trim() === '' ? m.team_code_missing() : undefined}
        placeholder="K7QF 3MVX 9T2H 4RWD"
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        required
      />
      {isScanning ? (
        <Waiting>
          <ScanCode
            onCode={(found) => {
              setCode(tidyCode(found));
              setIsScanning(false);
            }}
            onClose={() => setIsScanning(false)}
          />
        </Waiting>
      ) : (
        <Button kind="plain" onClick={() => setIsScanning(true)}>
          <Camera aria-hidden="true" />
          {m.team_scan()}
        </Button>
      )}
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
        <TextField
          label={m.team_your_name()}
          hint={m.team_your_name_hint()}
          value={personName}
          onChange={setPersonName}
          error={isMissingShown && personName.trim() === '' ? m.team_your_name_missing() : undefined}
          autoComplete="name"
          required
        />
      ) : (
        <p className={styles['hint']}>{m.lock_join_known_hint()}</p>
      )}
      {problem !== '' && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
      <Button kind="primary" size="large" type="submit" disabled={isBusy}>
        {isBusy ? m.team_joining() : m.team_join_now()}
      </Button>
    </form>
  );
}
