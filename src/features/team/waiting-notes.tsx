import { useState } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { mayDecide, removedTablets, type RemovedTablet } from '../../notebook/read-removals.ts';
import { leaveOut, takeIn } from '../../notebook/write-removals.ts';
import { Button } from '../../ui/button.tsx';
import { useTapWrite } from '../../ui/tap-write.tsx';
import styles from './waiting-notes.module.css';

const SHOWN = 5;

/** What was handed in from removed tablets after their end: a lead takes it in or leaves it out, for everybody. */
export function WaitingNotes() {
  const { me } = useOpenNotebook();
  const removed = useNotebookQuery(removedTablets, []);
  const isLead = useNotebookQuery((read) => mayDecide(read, me), [me]);
  const [isTakenIn, setTakenIn] = useState(false);
  if (removed === undefined || isLead === undefined) return null;
  const waiting = removed.filter(({ waiting: notes, otherChanges }) => notes.length + otherChanges > 0);
  return (
    <>
      {waiting.map((tablet) => (
        <Waiting key={tablet.device} tablet={tablet} isLead={isLead} onTakenIn={() => setTakenIn(true)} />
      ))}
      {isTakenIn && <p role="status">{m.people_taken_in()}</p>}
    </>
  );
}

interface WaitingProps {
  readonly tablet: RemovedTablet;
  readonly isLead: boolean;
  readonly onTakenIn: () => void;
}

function Waiting({ tablet, isLead, onTakenIn }: WaitingProps) {
  const { notebook, me } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const { device, waiting, otherChanges, isLeftOut } = tablet;
  const name = tablet.name || m.people_someone();
  const title = titleOf(tablet, name);
  return (
    <section className={styles['waiting']} aria-label={title}>
      <h2>{title}</h2>
      <p>
        {isLeftOut
          ? m.people_left_out_text()
          : m.people_waiting_text({ label: tablet.label || m.team_a_tablet() })}
      </p>
      {!isLeftOut && <Texts tablet={tablet} />}
      {!isLeftOut && otherChanges > 0 && waiting.length > 0 && (
        <p className={styles['second']}>{m.people_waiting_others({ count: otherChanges })}</p>
      )}
      {isLead ? (
        <div className={styles['row']}>
          <Button
            writes
            kind={isLeftOut ? 'plain' : 'primary'}
            onClick={() => attempt(takeIn(notebook, [device], me).then(onTakenIn))}
          >
            {m.people_take_in()}
          </Button>
          {!isLeftOut && (
            <Button writes kind="plain" onClick={() => attempt(leaveOut(notebook, [device], me))}>
              {m.people_leave_out()}
            </Button>
          )}
        </div>
      ) : (
        <p>{m.people_for_a_lead()}</p>
      )}
      {trouble}
    </section>
  );
}

function titleOf({ waiting: { length: count }, isLeftOut }: RemovedTablet, name: string): string {
  if (isLeftOut) return m.people_left_out({ count, name });
  return count > 0 ? m.people_waiting({ count, name }) : m.people_waiting_changes({ name });
}

function Texts({ tablet: { waiting } }: { tablet: RemovedTablet }) {
  const more = waiting.length - SHOWN;
  return (
    <ul className={styles['texts']}>
      {waiting.slice(0, SHOWN).map(({ id, text }) => (
        <li key={id} dir="auto">
          {text.trim() || m.people_no_words()}
        </li>
      ))}
      {more > 0 && <li className={styles['second']}>{m.people_more_notes({ count: more })}</li>}
    </ul>
  );
}
