import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useTeamAccess, type TeamOnTablet } from '../../access/team-access.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import styles from './teams-on-tablet.module.css';

/** The teams this tablet is in; one tap opens another. Nothing when there is no choice. */
export function TeamsOnTablet({ current }: { current?: string }) {
  const access = useTeamAccess();
  const [, navigate] = useLocation();
  const [teams, setTeams] = useState<readonly TeamOnTablet[]>([]);
  useEffect(() => {
    let isGone = false;
    void access.teams().then((found) => {
      if (!isGone) setTeams(found);
    });
    return () => {
      isGone = true;
    };
  }, [access]);

  if (!teams.some(({ team }) => team !== current)) return null;
  return (
    <section className={styles['teams']}>
      <h2>{m.team_on_this_tablet()}</h2>
      <ul className={styles['list']}>
        {teams.map(({ team, name }) => (
          <li key={team}>
            {team === current ? (
              <p className={styles['current']}>
                <Check aria-hidden="true" />
                <span dir="auto">{name}</span>
                <span className={styles['note']}>{m.team_open_now()}</span>
              </p>
            ) : (
              <Button
                kind="plain"
                className={styles['choose']}
                onClick={() => {
                  navigate('/');
                  void access.open(team);
                }}
              >
                <span dir="auto">{name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
