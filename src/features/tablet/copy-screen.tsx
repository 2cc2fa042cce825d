import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { team as readTeam } from '../../notebook/read-team.ts';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import { MakeCopy } from './make-copy.tsx';
import { TakeCopy } from './take-copy.tsx';
import styles from './safekeeping.module.css';

/** The team's notes as one sealed file: from this tablet to another, and from another to this one. */
export function CopyScreen() {
  const { isDemo } = useOpenNotebook();
  const team = useNotebookQuery(readTeam, []);
  return (
    <>
      <ScreenHeader isLarge title={m.copy_title()} backTo="/tablet">
        <SyncPill />
      </ScreenHeader>
      <div className={styles['page']}>
        {isDemo ? (
          <p>{m.copy_demo()}</p>
        ) : (
          <>
            <p>{m.copy_intro({ team: team?.name ?? '' })}</p>
            <MakeCopy />
            <TakeCopy />
          </>
        )}
      </div>
    </>
  );
}
