import { useState } from 'react';
import { joinProblemWords } from '../../access/access-words.ts';
import { useTabletPeople, type PersonHere } from '../../access/tablet-people.ts';
import type { AccessProblem } from '../../access/team-access.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './lock.module.css';

/** Somebody of the team vouches: a fresh invitation opens the tablet in the PIN's place. */
export function ForgottenPin({ person, onBack }: { person: PersonHere; onBack: () => void }) {
  const people = useTabletPeople();
  const [code, setCode] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const open = async () => {
    setIsBusy(true);
    setProblem('');
    try {
      const outcome = await people.openWithCode(person.member, code);
      if (outcome.kind === 'failed') setProblem(problemWords(outcome.problem));
    } catch (error) {
      console.warn('The tablet could not be opened with a code.', error);
      setProblem(m.lock_not_saved());
    }
    setIsBusy(false);
  };
  return (
    <section className={styles['part']} aria-labelledby="forgotten">
      <h2 id="forgotten">{m.lock_forgot_title()}</h2>
      <p>{m.lock_forgot_text()}</p>
      <p className={styles['hint']}>{m.lock_forgot_nobody()}</p>
      <form
        className={styles['part']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        <TextField
          label={m.lock_forgot_code()}
          hint={m.lock_forgot_guest()}
          value={code}
          onChange={setCode}
          placeholder="K7QF 3MVX 9T2H 4RWD"
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
        />
        {problem !== '' && (
          <p className={styles['problem']} role="alert">
            {problem}
          </p>
        )}
        <div className={styles['row']}>
          <Button kind="primary" type="submit" disabled={isBusy || code.trim() === ''}>
            {isBusy ? m.lock_checking() : m.lock_forgot_open()}
          </Button>
          <Button kind="plain" onClick={onBack}>
            {m.lock_forgot_back()}
          </Button>
        </div>
      </form>
    </section>
  );
}

function problemWords(problem: AccessProblem): string {
  switch (problem) {
    case 'notACode':
    case 'offline':
    case 'signInPage':
    case 'tooMany':
      return joinProblemWords(problem);
    case 'refused':
    case 'noCrypto':
    case 'unavailable':
    case 'busy':
      return m.lock_code_refused();
    default:
      return problem satisfies never;
  }
}
