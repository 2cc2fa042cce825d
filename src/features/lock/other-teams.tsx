import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useTabletPeople } from '../../access/tablet-people.ts';
import { useTeamAccess, type TeamOnTablet } from '../../access/team-access.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import styles from './lock.module.css';

/** Each team has a lock of its own. */
export function OtherTeams() {
  const access = useTeamAccess();
  const { team } = useTabletPeople();
  const [, navigate] = useLocation();
  const [teams, setTeams] = useState<readonly TeamOnTablet[]>([]);
  useEffect(() => {
    let isGone = false;
    access.teams().then(
      (found) => {
        if (!isGone) setTeams(found.filter((each) => each.team !== team));
      },
      (error: unknown) => console.warn('The teams of this tablet could not be read.', error),
    );
    return () => {
      isGone = true;
    };
  }, [access, team]);
  if (teams.length === 0) return null;
  return (
    <section className={styles['part']} aria-labelledby="other-teams">
      <h2 id="other-teams">{m.lock_other_teams()}</h2>
      <ul className={styles['people']}>
        {teams.map(({ team: other, name }) => (
          <li key={other}>
            <Button
              kind="plain"
              className={styles['person']}
              onClick={() => {
                navigate('/');
                void access.open(other);
              }}
            >
              <span dir="auto">{name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
