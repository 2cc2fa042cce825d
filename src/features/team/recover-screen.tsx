import { Camera } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useSafekeeping, type RecoverOutcome } from '../../access/safekeeping.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { lazy, Waiting } from '../../ui/lazy.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { EntryPage } from '../../ui/entry-page.tsx';
import { recoverProblemWords } from './recover-words.ts';
import { looksLikeSheet, tidySheetCode } from './typed-code.ts';
import styles from './form.module.css';

const ScanCode = lazy(async () => ({ default: (await import('./scan-code.tsx')).ScanCode }));

/** All tablets are lost: back into the team with the printed code, and a sealed copy where there is no server. */
export function RecoverScreen() {
  const [codeOfLink] = useState(() => tidySheetCode(window.location.hash));
  useEffect(() => {
    // The code opens everything: not for the address bar, the history or a screenshot.
    if (window.location.hash !== '') window.history.replaceState(null, '', window.location.pathname);
  }, []);
  return (
    <EntryPage title={m.recovery_lost()} hasBack>
      <p>{m.recovery_lost_text()}</p>
      <RecoverForm firstCode={codeOfLink} />
    </EntryPage>
  );
}

function RecoverForm({ firstCode }: { firstCode: string }) {
  const load = useSafekeeping();
  const [, navigate] = useLocation();
  const [code, setCode] = useState(firstCode);
  const [personName, setPersonName] = useState('');
  const [copy, setCopy] = useState<File>();
  const [isScanning, setIsScanning] = useState(false);
  const [isMissingShown, setIsMissingShown] = useState(false);
  const [share, setShare] = useState<number>();
  const [problem, setProblem] = useState('');

  const recover = async () => {
    const name = personName.trim();
    setIsMissingShown(true);
    if (name === '' || code.trim() === '') return;
    setProblem('');
    setShare(0);
    try {
      const request = { code: tidySheetCode(code), personName: name, copy, onStep: setShare };
      const outcome: RecoverOutcome = await (await load()).recover(request);
      if (outcome.kind === 'done') return navigate('/');
      setProblem(recoverProblemWords(outcome.problem, { hasCopy: copy !== undefined }));
    } catch (error) {
      console.warn('The team could not be brought back.', error);
      setProblem(m.recovery_problem_failed());
    }
    setShare(undefined);
  };

  const isBusy = share !== undefined;
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void recover();
      }}
    >
      <TextField
        className={styles['code']}
        label={m.recovery_sheet_code()}
        hint={m.recovery_sheet_code_hint()}
        value={code}
        onChange={(typed) => setCode(typed.includes('#') ? tidySheetCode(typed) : typed.slice(0, 200))}
        onBlur={() => setCode(tidySheetCode(code))}
        error={isMissingShown && code.trim() === '' ? m.team_code_missing() : undefined}
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        required
      />
      {isScanning ? (
        <Waiting>
          <ScanCode
            isCode={looksLikeSheet}
            onCode={(found) => {
              setCode(tidySheetCode(found));
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
      <TextField
        label={m.team_your_name()}
        hint={m.recovery_name_hint()}
        value={personName}
        onChange={setPersonName}
        error={isMissingShown && personName.trim() === '' ? m.team_your_name_missing() : undefined}
        autoComplete="name"
        required
      />
      <FileField label={m.recovery_copy_field()} hint={m.recovery_copy_field_hint()} onChoose={setCopy} />
      {problem !== '' && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
      {copy && isBusy && <progress value={share} aria-label={m.recovery_bringing_back()} />}
      <Button kind="primary" size="large" type="submit" disabled={isBusy}>
        {isBusy ? m.recovery_bringing_back() : m.recovery_bring_back()}
      </Button>
    </form>
  );
}
