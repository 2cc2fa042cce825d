import { useCallback, useEffect, useRef, useState } from 'react';
import { useTeamAccess, type AccessOutcome, type Invitation } from '../../access/team-access.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { team as readTeam } from '../../notebook/read-team.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { accessProblemWords } from '../../access/access-words.ts';
import { InvitationCard } from './invitation-card.tsx';
import { PeopleAndTablets } from './people-and-tablets.tsx';
import styles from './invite-screen.module.css';

/** One invitation for one person: made when the screen opens, shown as picture, code and link. */
export function InviteScreen() {
  const { isDemo } = useOpenNotebook();
  const team = useNotebookQuery(readTeam, []);
  return (
    <>
      <ScreenHeader isLarge title={m.team_invite_someone({ team: team?.name ?? '' })} backTo="/team" />
      <div className={styles['halves']}>
        <div className={styles['half']}>{isDemo ? <NotFromTheDemo /> : <InvitationAs />}</div>
        <PeopleAndTablets />
      </div>
    </>
  );
}

/** Colleagues write; a knowledgeable other is asked to read and comment, and that is decided when the code is made. */
function InvitationAs() {
  const [role, setRole] = useState<'member' | 'guest'>('member');
  return (
    <>
      <Choice
        legend={m.team_invite_as()}
        options={[
          { value: 'member', label: m.team_invite_member() },
          { value: 'guest', label: m.team_invite_guest() },
        ]}
        value={role}
        onChange={setRole}
      />
      {role === 'guest' && <p>{m.team_invite_guest_words()}</p>}
      <NewInvitation key={role} isGuest={role === 'guest'} />
    </>
  );
}

function NewInvitation({ isGuest }: { isGuest: boolean }) {
  const access = useTeamAccess();
  const { notebook } = useOpenNotebook();
  const [outcome, setOutcome] = useState<AccessOutcome<Invitation>>();
  const ask = useCallback(async () => {
    setOutcome(undefined);
    try {
      setOutcome(await access.invite(notebook.team, { isGuest }));
    } catch (error) {
      console.warn('The invitation could not be made.', error);
      setOutcome({ kind: 'failed', problem: 'unavailable' });
    }
  }, [access, notebook, isGuest]);
  const hasAsked = useRef(false);
  useEffect(() => {
    // Once, also where React runs effects twice: each invitation is one more secret at the server.
    if (hasAsked.current) return;
    hasAsked.current = true;
    void ask();
  }, [ask]);

  if (outcome === undefined) return <Placeholder>{m.team_invitation_making()}</Placeholder>;
  if (outcome.kind === 'done') return <InvitationCard invitation={outcome.value} />;
  return (
    <EmptyState title={m.team_invitation_none()}>
      <p role="alert">{accessProblemWords(outcome.problem)}</p>
      <Button kind="primary" onClick={() => void ask()}>
        {m.team_try_again()}
      </Button>
    </EmptyState>
  );
}

function NotFromTheDemo() {
  return (
    <EmptyState title={m.team_demo_alone()}>
      <p>{m.team_demo_alone_text()}</p>
      <LinkButton kind="primary" href="/start">
        {m.team_start()}
      </LinkButton>
    </EmptyState>
  );
}
