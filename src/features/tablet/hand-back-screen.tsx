import { useCallback, useEffect, useState } from 'react';
import { isNothing, useSafekeeping, type HandBack, type OnlyHere } from '../../access/safekeeping.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { team as readTeam } from '../../notebook/read-team.ts';
import { Choice } from '../../ui/choice.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import { useSyncStatus } from '../../worker-link/sync-status.ts';
import { NotYet } from './not-yet.tsx';
import { RemoveAll } from './remove-all.tsx';
import styles from './safekeeping.module.css';

/** Takes a team, or everything, from this tablet; not while something of it is nowhere else. */
export function HandBackScreen() {
  const { isDemo } = useOpenNotebook();
  return (
    <>
      <ScreenHeader isLarge title={m.handback_title()} backTo="/tablet">
        <SyncPill />
      </ScreenHeader>
      <div className={styles['page']}>
        <p>{m.handback_intro()}</p>
        {isDemo ? <p>{m.handback_demo()}</p> : <HandBackOf />}
      </div>
    </>
  );
}

function HandBackOf() {
  const { notebook } = useOpenNotebook();
  const team = useNotebookQuery(readTeam, [])?.name ?? '';
  const [choice, setChoice] = useState<'team' | 'everything'>('team');
  const scope: HandBack['scope'] = choice === 'team' ? notebook.team : 'everything';
  const { left, lookAgain } = useOnlyHere(scope);
  return (
    <>
      <Choice
        legend={m.handback_what()}
        options={[
          { value: 'team', label: m.handback_team({ team }) },
          { value: 'everything', label: m.handback_everything() },
        ]}
        value={choice}
        onChange={setChoice}
      />
      {left === undefined && <p role="status">{m.handback_looking()}</p>}
      {left && !isNothing(left) && <NotYet left={left} onSent={lookAgain} />}
      {left && isNothing(left) && <RemoveAll key={choice} scope={scope} team={team} onLeft={lookAgain} />}
    </>
  );
}

/** Counted again whenever the way of the notes has moved on. */
function useOnlyHere(scope: HandBack['scope']) {
  const load = useSafekeeping();
  const status = useSyncStatus();
  const [found, setFound] = useState<{ scope: HandBack['scope']; left: OnlyHere }>();
  const [asked, setAsked] = useState(0);
  const lookAgain = useCallback(() => setAsked((times) => times + 1), []);
  const { settledAt, unsentPhotos, hasUnsent } = status;
  const unsent = status.unsentNotes.size;
  useEffect(() => {
    let isGone = false;
    load()
      .then((keep) => keep.onlyHere(scope))
      .then((left) => !isGone && setFound({ scope, left }))
      .catch((error: unknown) => console.warn('What is only here could not be counted.', error));
    return () => {
      isGone = true;
    };
  }, [load, scope, asked, settledAt, unsentPhotos, hasUnsent, unsent]);
  return { left: found?.scope === scope ? found.left : undefined, lookAgain };
}
