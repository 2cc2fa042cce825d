import { useEffect, useState } from 'react';
import { useTeamAccess } from '../../access/team-access.ts';
import { m } from '../../i18n/paraglide/messages.js';
import styles from './welcome-screen.module.css';

/** A tablet whose browser threw away what Threefold kept looks like a new one: said here, with what to do. */
export function LostTeam() {
  const access = useTeamAccess();
  const [lost, setLost] = useState<'none' | 'locked' | 'cleared'>('none');
  useEffect(() => {
    let isHere = true;
    access.lostTeam().then(
      (found) => isHere && setLost(found),
      (error: unknown) => console.warn('Whether a team was lost here is not known.', error),
    );
    return () => {
      isHere = false;
    };
  }, [access]);
  if (lost === 'none') return null;
  return (
    <section className={styles['lost']} aria-label={m.faults_lost_title()}>
      <h2>{m.faults_lost_title()}</h2>
      <p>{lost === 'locked' ? m.faults_lost_locked() : m.faults_lost_cleared()}</p>
    </section>
  );
}
