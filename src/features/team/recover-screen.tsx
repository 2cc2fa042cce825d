import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useSafekeeping, type RecoverOutcome } from '../../access/safekeeping.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { FileField } from '../../ui/file-field.tsx';
import { EntryPage } from '../../ui/entry-page.tsx';
import { CodeField } from './code-field.tsx';
import { EntryForm } from './entry-form.tsx';
import { recoverProblemWords } from './recover-words.ts';
import { looksLikeSheet, tidySheetCode } from './typed-code.ts';
import { YourName } from './your-name.tsx';

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
    <EntryForm
      onSubmit={recover}
      problem={problem}
      button={isBusy ? m.recovery_bringing_back() : m.recovery_bring_back()}
      isBusy={isBusy}
    >
      <CodeField
        label={m.recovery_sheet_code()}
        hint={m.recovery_sheet_code_hint()}
        value={code}
        onChange={setCode}
        whileTyping={(typed) => (typed.includes('#') ? tidySheetCode(typed) : typed.slice(0, 200))}
        tidy={tidySheetCode}
        isCode={looksLikeSheet}
        isMissingShown={isMissingShown}
      />
      <YourName
        value={personName}
        onChange={setPersonName}
        hint={m.recovery_name_hint()}
        isMissingShown={isMissingShown}
      />
      <FileField
        title={m.recovery_copy_field()}
        label={m.copy_choose()}
        hint={m.recovery_copy_field_hint()}
        onChoose={setCopy}
      />
      {copy && isBusy && <progress value={share} aria-label={m.recovery_bringing_back()} />}
    </EntryForm>
  );
}
