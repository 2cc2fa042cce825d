import { useEffect, useState } from 'react';
import { useTeamAccess, type TabletSeen } from '../../access/team-access.ts';
import type { Device } from '../../domain/study.ts';
import { shortDay, timeOfDay } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { useSyncStatus } from '../../worker-link/sync-status.ts';
import styles from './people-and-tablets.module.css';

/** What a tablet is called, and when it was last at the server as far as that is known now. */
export function TabletFacts({
  tablet,
  seenAt,
}: {
  tablet: Pick<Device, 'id' | 'label'> & Partial<Pick<Device, 'unsent' | 'unsentAt'>>;
  seenAt: number | undefined;
}) {
  const { notebook } = useOpenNotebook();
  const status = useSyncStatus();
  const isThis = tablet.id === notebook.device;
  const unsent = status.unsentNotes.size;
  return (
    <p className={styles['tablet']}>
      <span dir="auto">{tablet.label || m.team_a_tablet()}</span>
      {isThis && <span>{m.team_this_tablet()}</span>}
      {isThis && unsent > 0 && (
        <span className={styles['unsent']}>{m.sync_only_here({ count: unsent })}</span>
      )}
      {!isThis && <LastHeard tablet={tablet} seenAt={seenAt} />}
    </p>
  );
}

/** What the tablet said itself, and when the server last heard of it; without either nothing is claimed. */
function LastHeard({ tablet: { unsent, unsentAt }, seenAt }: Parameters<typeof TabletFacts>[0]) {
  if (unsent && unsentAt)
    return (
      <span className={styles['unsent']}>
        {m.team_not_yet_sent({ count: unsent, when: momentOf(new Date(unsentAt)) })}
      </span>
    );
  if (seenAt === undefined) return null;
  const when = momentOf(new Date(seenAt));
  return <span>{unsent === 0 ? m.team_all_sent({ when }) : m.team_last_seen({ when })}</span>;
}

/** Today the time is enough; before that the day is what matters. */
export function momentOf(when: Date): string {
  const isToday = when.toDateString() === new Date().toDateString();
  return isToday ? timeOfDay(when) : shortDay(when);
}

/** The server's list of tablets, once it has answered; offline nothing is claimed. */
export function useTabletsSeen(): {
  readonly tablets: readonly TabletSeen[];
  readonly seenAt: ReadonlyMap<string, number>;
} {
  const access = useTeamAccess();
  const { notebook, isDemo } = useOpenNotebook();
  const [tablets, setTablets] = useState<readonly TabletSeen[]>([]);
  useEffect(() => {
    let isGone = false;
    const ask = async () => {
      const outcome = await access.tabletsSeen(notebook.team);
      if (!isGone && outcome.kind === 'done') setTablets(outcome.value);
    };
    if (!isDemo) void ask();
    return () => {
      isGone = true;
    };
  }, [access, notebook, isDemo]);
  return { tablets, seenAt: new Map(tablets.map(({ device, lastSeenAt }) => [device, lastSeenAt])) };
}
