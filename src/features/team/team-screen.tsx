import { UserPlus } from 'lucide-react';
import { useLocation } from 'wouter';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { team as readTeam } from '../../notebook/read-team.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { WritersOnly } from '../../ui/writers-only.tsx';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import { PeopleAndTablets } from './people-and-tablets.tsx';
import { SheetWarning } from './sheet-warning.tsx';
import { TeamSettings } from './team-settings.tsx';
import { UnknownTablets } from './unknown-tablets.tsx';
import { WaitingForKey } from './waiting-for-key.tsx';
import { WaitingNotes } from './waiting-notes.tsx';
import { TeamsOnTablet } from './teams-on-tablet.tsx';
import styles from './team-screen.module.css';

/** Who shares this notebook, on which tablets, and what the team agreed for its notes. */
export function TeamScreen() {
  const { notebook, isDemo } = useOpenNotebook();
  const [, navigate] = useLocation();
  // null: this tablet has joined, and the team's own page has not come from the server yet.
  const team = useNotebookQuery(async (read) => (await readTeam(read)) ?? null, []);
  if (team === undefined) return <Placeholder>{m.app_opening()}</Placeholder>;
  return (
    <>
      <ScreenHeader isLarge title={m.app_team()} subtitle={<span dir="auto">{team?.name}</span>}>
        <SyncPill />
      </ScreenHeader>
      <div className={styles['page']}>
        <div className={styles['part']}>
          <WaitingNotes />
          <WaitingForKey />
          <PeopleAndTablets />
          <UnknownTablets />
          {isDemo ? (
            <p className={styles['hint']}>{m.team_demo_alone_text()}</p>
          ) : (
            <Button
              writes
              kind="primary"
              className={styles['invite']}
              onClick={() => navigate('/team/invite')}
            >
              <UserPlus aria-hidden="true" />
              {m.team_invite()}
            </Button>
          )}
          {!isDemo && (
            <div className={styles['row']}>
              <LinkButton kind="plain" href="/who">
                {m.lock_who_uses()}
              </LinkButton>
              <LinkButton kind="plain" href="/who/pin">
                {m.lock_settings()}
              </LinkButton>
            </div>
          )}
          {!isDemo && (
            <WritersOnly>
              <section className={styles['part']}>
                <h2>{m.recovery_part()}</h2>
                <p className={styles['hint']}>{m.recovery_part_text()}</p>
                <SheetWarning />
                <div className={styles['row']}>
                  <LinkButton kind="plain" href="/team/recovery">
                    {m.recovery_sheet()}
                  </LinkButton>
                  <LinkButton kind="plain" href="/tablet/copy">
                    {m.copy_title()}
                  </LinkButton>
                </div>
              </section>
            </WritersOnly>
          )}
          <TeamsOnTablet {...(!isDemo && { current: notebook.team })} />
          <section className={styles['part']}>
            <h2>{m.team_another()}</h2>
            <div className={styles['row']}>
              <LinkButton kind="plain" href="/join">
                {m.team_join_another()}
              </LinkButton>
              <LinkButton kind="plain" href="/start">
                {m.team_start_another()}
              </LinkButton>
            </div>
          </section>
          {!isDemo && (
            <LinkButton kind="quiet" href="/tablet/hand-back" className={styles['invite'] ?? ''}>
              {m.handback_title()}
            </LinkButton>
          )}
        </div>
        {team && <TeamSettings team={team} />}
      </div>
    </>
  );
}
