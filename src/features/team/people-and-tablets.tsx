import { Link } from 'wouter';
import { isUsedBy, type Device, type Member } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { removedTablets } from '../../notebook/read-removals.ts';
import { devices as readDevices, members as readMembers } from '../../notebook/read-team.ts';
import { Initials } from '../../ui/initials.tsx';
import styles from './people-and-tablets.module.css';
import { RemovedTablets } from './removed-tablets.tsx';
import { TabletFacts, useTabletsSeen } from './tablet-facts.tsx';

/** Who is in the team and with which tablets; each person has a page from which a tablet can be removed. */
export function PeopleAndTablets() {
  const members = useNotebookQuery(readMembers, []);
  const devices = useNotebookQuery(readDevices, []);
  const removed = useNotebookQuery(removedTablets, []);
  const { seenAt } = useTabletsSeen();
  if (members === undefined || devices === undefined || removed === undefined) return null;
  const gone = new Set(removed.map(({ device }) => device));
  return (
    <section aria-labelledby="people-and-tablets">
      <h2 id="people-and-tablets">{m.team_people()}</h2>
      <ul className={styles['people']}>
        {members
          .filter((member) => !member.removed)
          .map((member) => (
            <Person
              key={member.id}
              member={member}
              tablets={devices.filter((device) => isUsedBy(device, member.id) && !gone.has(device.id))}
              seenAt={seenAt}
            />
          ))}
      </ul>
      <RemovedTablets tablets={removed} />
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
  const { me, isDemo } = useOpenNotebook();
  return (
    <li className={styles['person']}>
      <Initials name={member.name} />
      <div className={styles['words']}>
        <p>
          <strong dir="auto">
            {isDemo ? (
              member.name
            ) : (
              <Link href={`/team/people/${member.id}`} className={styles['name']}>
                {member.name}
              </Link>
            )}
          </strong>{' '}
          <span className={styles['second']}>{factsOf(member, me).join(' · ')}</span>
        </p>
        {tablets.map((tablet) => (
          <TabletFacts key={tablet.id} tablet={tablet} seenAt={seenAt.get(tablet.id)} />
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
