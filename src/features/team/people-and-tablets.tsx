import { useEffect, useState } from 'react';
import { useTeamAccess } from '../../access/team-access.ts';
import type { Device, Member } from '../../domain/study.ts';
import { shortDay, timeOfDay } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { devices as readDevices, members as readMembers } from '../../notebook/read-team.ts';
import { Initials } from '../../ui/initials.tsx';
import { useSyncStatus } from '../../worker-link/sync-status.ts';
import styles from './people-and-tablets.module.css';

/** Who is in the team and with which tablets; when each tablet was last at the server, as far as that is known now. */
export function PeopleAndTablets() {
  const members = useNotebookQuery(readMembers, []);
  const devices = useNotebookQuery(readDevices, []);
  const seenAt = useTabletsSeen();
  if (members === undefined || devices === undefined) return null;
  return (
    <section aria-labelledby="people-and-tablets">
      <h2 id="people-and-tablets">{m.team_people()}</h2>
      <ul className={styles['people']}>
        {members.map((member) => (
          <Person
            key={member.id}
            member={member}
            tablets={devices.filter((device) => device.member === member.id)}
            seenAt={seenAt}
          />
        ))}
      </ul>
    </section>
  );
}

function Person({
  member,
  tablets,
  seenAt,
}: {
  member: Member;
  tablets: readonly Device[];
  seenAt: ReadonlyMap<string, number>;
}) {
  const { me } = useOpenNotebook();
  return (
    <li className={styles['person']}>
      <Initials name={member.name} />
      <div className={styles['words']}>
        <p>
          <strong dir="auto">{member.name}</strong>{' '}
          <span className={styles['second']}>{factsOf(member, me).join(' · ')}</span>
        </p>
        {tablets.map((tablet) => (
          <TabletLine key={tablet.id} tablet={tablet} seenAt={seenAt.get(tablet.id)} />
        ))}
      </div>
    </li>
  );
}

function factsOf({ id, role }: Member, me: string): readonly string[] {
  const facts: string[] = [];
  if (role === 'lead') facts.push(m.team_role_lead());
  if (role === 'guest') facts.push(m.team_role_guest());
  if (id === me) facts.push(m.team_you());
  return facts;
}

function TabletLine({ tablet, seenAt }: { tablet: Device; seenAt: number | undefined }) {
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
      {!isThis && seenAt !== undefined && (
        <span>{m.team_last_seen({ when: momentOf(new Date(seenAt)) })}</span>
      )}
    </p>
  );
}

/** Today the time is enough; before that the day is what matters. */
function momentOf(when: Date): string {
  const isToday = when.toDateString() === new Date().toDateString();
  return isToday ? timeOfDay(when) : shortDay(when);
}

/** By tablet, once the server has answered; offline nothing is claimed. */
function useTabletsSeen(): ReadonlyMap<string, number> {
  const access = useTeamAccess();
  const { notebook, isDemo } = useOpenNotebook();
  const [seenAt, setSeenAt] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    let isGone = false;
    const ask = async () => {
      const outcome = await access.tabletsSeen(notebook.team);
      if (isGone || outcome.kind === 'failed') return;
      setSeenAt(new Map(outcome.value.map(({ device, lastSeenAt }) => [device, lastSeenAt])));
    };
    if (!isDemo) void ask();
    return () => {
      isGone = true;
    };
  }, [access, notebook, isDemo]);
  return seenAt;
}
