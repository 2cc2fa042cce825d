import { useEffect, useState } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import { browserFacts, isOutsideOfHomeScreenApp } from './browser.ts';
import { EntryPage } from '../../ui/entry-page.tsx';
import { ReadOnlyContext } from '../../ui/read-only.ts';
import { JoinForm } from './join-form.tsx';
import { LostTablets } from './lost-tablets.tsx';
import { OpenTheApp } from './open-the-app.tsx';
import { tidyCode } from './typed-code.ts';

/** Joining with a code: typed, pasted, scanned, or brought by a link behind its #. */
export function JoinScreen() {
  const [codeOfLink] = useState(() => tidyCode(window.location.hash));
  const [isGoingOn, setIsGoingOn] = useState(false);
  useEffect(() => {
    // The code is a secret while it lives: not for the address bar, the history or a screenshot.
    if (window.location.hash !== '') window.history.replaceState(null, '', window.location.pathname);
  }, []);

  const isInWrongPlace = codeOfLink !== '' && isOutsideOfHomeScreenApp(browserFacts());
  return (
    <EntryPage title={m.team_join()} hasBack>
      {isInWrongPlace && !isGoingOn ? (
        <OpenTheApp code={codeOfLink} onGoOn={() => setIsGoingOn(true)} />
      ) : (
        // Joining another team is for a guest of this one too.
        <ReadOnlyContext value={false}>
          <JoinForm firstCode={codeOfLink} />
        </ReadOnlyContext>
      )}
      <LostTablets />
    </EntryPage>
  );
}
