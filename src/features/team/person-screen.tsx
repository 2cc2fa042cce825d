import { useState } from 'react';
import { isUsedBy, type Device, type Member } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { removedIds } from '../../notebook/removed-ids.ts';
import { devices as readDevices, members as readMembers } from '../../notebook/read-team.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import { AskedRemoval, type Asked } from './asked-removal.tsx';
import { OwnName } from './own-name.tsx';
import styles from './person-screen.module.css';
import { TabletFacts, useTabletsSeen } from './tablet-facts.tsx';

/** One person of the team: their name, if it is one's own, and their tablets, each of which can be removed. */
export function PersonScreen({ member: id }: { member: string }) {
  const members = useNotebookQuery(readMembers, []);
  const devices = useNotebookQuery(readDevices, []);
  const removed = useNotebookQuery(removedIds, []);
  if (members === undefined || devices === undefined || removed === undefined)
    return <Placeholder>{m.app_opening()}</Placeholder>;
  const member = members.find((each) => each.id === id);
  const ever = devices.filter((device) => device.member === id);
  const here = devices.filter((device) => !removed.includes(device.id));
  return (
    <>
      <ScreenHeader
        isLarge
        title={member?.name ?? m.team_people()}
        backTo="/team"
        backLabel={m.people_back()}
      >
        <SyncPill />
      </ScreenHeader>
      {member ? (
        <Person
          member={member}
          members={members}
          tablets={here.filter((device) => device.member === id)}
          ever={ever}
          shared={here.filter((device) => device.member !== id && isUsedBy(device, id))}
        />
      ) : (
        <EmptyState title={m.people_missing()}>
          <LinkButton kind="primary" href="/team">
            {m.people_back()}
          </LinkButton>
        </EmptyState>
      )}
    </>
  );
}

interface PersonProps {
  readonly member: Member;
  readonly members: readonly Member[];
  readonly tablets: readonly Device[];
  /** These, and those that were removed. */
  readonly ever: readonly Device[];
  /** Those of colleagues that this person uses too. */
  readonly shared: readonly Device[];
}

function Person({ member, members, tablets, ever, shared }: PersonProps) {
  const { me, isDemo, notebook } = useOpenNotebook();
  const { seenAt } = useTabletsSeen();
  const [asked, setAsked] = useState<Asked>();
  const isOther = member.id !== me;
  // A tablet does not remove itself: the one in these hands stays with whoever else uses it.
  const going = tablets.filter(({ id }) => id !== notebook.device);
  const staying = [...tablets.filter(({ id }) => id === notebook.device), ...shared];
  const nameOf = (id: string) => members.find((each) => each.id === id)?.name || m.people_someone();
  const alsoOf = (some: readonly Device[]) =>
    members
      .filter(({ id, removed }) => id !== member.id && !removed && some.some((each) => isUsedBy(each, id)))
      .map(({ name }) => name);
  return (
    <div className={styles['page']}>
      {!isOther && <OwnName member={member} />}
      <section className={styles['part']} aria-labelledby="persons-tablets">
        <h2 id="persons-tablets">{m.people_tablets()}</h2>
        {tablets.length + shared.length === 0 && <p>{m.people_no_tablet()}</p>}
        <ul>
          {tablets.map((tablet) => (
            <li key={tablet.id} className={styles['tablet']}>
              <TabletFacts tablet={tablet} seenAt={seenAt.get(tablet.id)} />
              {tablet.id === notebook.device ? (
                <p className={styles['hint']}>{!isDemo && m.people_you_hold_it()}</p>
              ) : (
                !isDemo && (
                  <Button
                    writes
                    kind="plain"
                    aria-label={m.people_remove_tablet_of({ label: labelOf(tablet) })}
                    onClick={() =>
                      setAsked({ tablets: [tablet.id], label: labelOf(tablet), isPersonOnly: false })
                    }
                  >
                    {m.people_remove_tablet()}
                  </Button>
                )
              )}
            </li>
          ))}
          {shared.map((tablet) => (
            <li key={tablet.id} className={styles['tablet']}>
              <TabletFacts tablet={tablet} seenAt={seenAt.get(tablet.id)} />
              <p className={styles['hint']}>{m.people_shared_tablet({ name: nameOf(tablet.member) })}</p>
            </li>
          ))}
        </ul>
      </section>
      {asked && (
        <AskedRemoval
          key={asked.tablets.join()}
          asked={asked}
          name={member.name}
          sharedOn={asked.person === undefined ? [] : staying.map(labelOf)}
          alsoOf={alsoOf(tablets.filter(({ id }) => asked.tablets.includes(id)))}
          onKeep={() => setAsked(undefined)}
        />
      )}
      {isOther && !isDemo && !member.removed && asked === undefined && (
        <Button
          writes
          kind="quiet"
          className={styles['danger']}
          onClick={() =>
            setAsked({
              tablets: ever.map(({ id }) => id).filter((id) => id !== notebook.device),
              person: member.id,
              label: '',
              isPersonOnly: going.length === 0,
            })
          }
        >
          {m.people_remove_person({ name: member.name })}
        </Button>
      )}
    </div>
  );
}

function labelOf({ label }: Device): string {
  return label || m.team_a_tablet();
}
