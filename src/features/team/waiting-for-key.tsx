import { useEffect, useState } from 'react';
import { useTeamAccess } from '../../access/team-access.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { useSyncStatus } from '../../worker-link/sync-status.ts';

/** After a removal a tablet that had no key of its own yet cannot read what is new; it says so, and why it need do nothing. */
export function WaitingForKey() {
  const access = useTeamAccess();
  const { notebook, isDemo } = useOpenNotebook();
  const { settledAt } = useSyncStatus();
  const [count, setCount] = useState(0);
  useEffect(() => {
    let isGone = false;
    if (isDemo) return;
    void access.waitingForKey(notebook.team).then((found) => {
      if (!isGone) setCount(found);
    });
    return () => {
      isGone = true;
    };
  }, [access, notebook, isDemo, settledAt]);
  return count > 0 && <p role="status">{m.people_waiting_for_key({ count })}</p>;
}
