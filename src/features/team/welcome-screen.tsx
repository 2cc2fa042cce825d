import { useLocation } from 'wouter';
import { useState } from 'react';
import { useTeamAccess } from '../../access/team-access.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { EntryPage } from '../../ui/entry-page.tsx';
import { LostTablets } from './lost-tablets.tsx';
import { LostTeam } from './lost-team.tsx';
import { TeamsOnTablet } from './teams-on-tablet.tsx';
import styles from './welcome-screen.module.css';

/** The first screen of a tablet: what this is, and three ways in. */
export function WelcomeScreen() {
  const access = useTeamAccess();
  const [, navigate] = useLocation();
  const [isOpening, setIsOpening] = useState(false);
  const openDemo = async () => {
    setIsOpening(true);
    navigate('/');
    try {
      await access.openDemo();
    } finally {
      setIsOpening(false);
    }
  };
  return (
    <EntryPage title="Threefold">
      <div className={styles['marks']}>
        <PupilMark subject="A" size="l" />
        <PupilMark subject="B" size="l" />
        <PupilMark subject="C" size="l" />
      </div>
      <p className={styles['about']}>{m.team_about()}</p>
      <div className={styles['ways']}>
        <Button kind="primary" size="large" onClick={() => navigate('/start')}>
          {m.team_start()}
        </Button>
        <Button kind="plain" size="large" onClick={() => navigate('/join')}>
          {m.team_join()}
        </Button>
        <Button kind="quiet" size="large" disabled={isOpening} onClick={() => void openDemo()}>
          {m.team_explore_demo()}
        </Button>
      </div>
      <LostTeam />
      <TeamsOnTablet />
      <p className={styles['hint']}>{m.team_no_account()}</p>
      <LostTablets />
    </EntryPage>
  );
}
