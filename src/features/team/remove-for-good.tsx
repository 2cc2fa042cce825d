import { useEffect, useState } from 'react';
import { useTeamAccess, type TabletsToRemove } from '../../access/team-access.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { devices as readDevices, members as readMembers } from '../../notebook/read-team.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useHandsFocusOn } from '../../ui/hand-focus-on.ts';
import { removeProblemWords } from '../../access/access-words.ts';
import styles from './remove-for-good.module.css';
import { WhatRemovingDoes } from './what-removing-does.tsx';

interface RemoveForGoodProps {
  readonly which: TabletsToRemove;
  readonly title: string;
  /** What to say when it is done. */
  readonly done: string;
  /** Whose tablet it is; not known of one that nobody has introduced. */
  readonly name?: string;
  /** No tablet goes: the person has none of their own. */
  readonly isPersonOnly?: boolean;
  /** What the tablets are called that stay, where this person is not to be chosen any more. */
  readonly sharedOn?: readonly string[];
  /** Colleagues who use what is removed as well. */
  readonly alsoOf?: readonly string[];
  readonly onKeep: () => void;
}

/** What removing does, said before; the button that does it stands in another place than the one that led here. */
export function RemoveForGood({ which, title, done, name, onKeep, ...further }: RemoveForGoodProps) {
  const access = useTeamAccess();
  const panel = useHandsFocusOn();
  const [problem, setProblem] = useState('');
  const [state, setState] = useState<'asking' | 'removing' | 'done'>('asking');
  const [late, setLate] = useState<readonly string[]>([]);
  // What was pressed may lie far above or below: the keyboard and the eye go on here.
  useEffect(() => panel.current?.focus(), [panel]);

  const remove = async () => {
    setState('removing');
    setProblem('');
    try {
      const outcome = await access.removeTablets(which);
      if (outcome.kind === 'done') {
        setLate(outcome.value);
        return setState('done');
      }
      setProblem(removeProblemWords(outcome.problem));
    } catch (error) {
      // Whether the server heard of it is not known; asked again, the log tells.
      console.warn('The tablets could not be removed.', error);
      setProblem(removeProblemWords('unavailable'));
    }
    setState('asking');
  };

  if (state === 'done') {
    return (
      <section className={styles['panel']} aria-label={title}>
        <p role="status">
          <strong>{done}</strong>
        </p>
        <KeyComesLater tablets={late} />
        {which.person === undefined && name !== undefined && (
          <LinkButton kind="primary" href="/team/invite">
            {m.people_invite_again({ name })}
          </LinkButton>
        )}
      </section>
    );
  }
  return (
    <section ref={panel} tabIndex={-1} className={styles['asking']} aria-labelledby="remove-title">
      <h2 id="remove-title">{title}</h2>
      <WhatRemovingDoes {...further} name={name ?? ''} isPerson={which.person !== undefined} />
      {problem !== '' && (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      <div className={styles['row']}>
        <Button kind="plain" disabled={state === 'removing'} onClick={onKeep}>
          {m.people_keep()}
        </Button>
        <Button
          writes
          kind="plain"
          className={styles['danger']}
          disabled={state === 'removing'}
          onClick={() => void remove()}
        >
          {state === 'removing' ? m.people_removing() : m.people_remove_now()}
        </Button>
      </div>
    </section>
  );
}

/** Tablets that stay and have no key of their own yet would otherwise wonder why nothing new can be read. */
function KeyComesLater({ tablets }: { tablets: readonly string[] }) {
  const members = useNotebookQuery(readMembers, []);
  const devices = useNotebookQuery(readDevices, []);
  if (tablets.length === 0 || members === undefined || devices === undefined) return null;
  const names = devices
    .filter(({ id }) => tablets.includes(id))
    .map(({ member, label }) => {
      const name = members.find(({ id }) => id === member)?.name ?? '';
      return `${name} (${label || m.team_a_tablet()})`;
    });
  return <p>{m.people_key_later({ names: names.join(', ') })}</p>;
}
