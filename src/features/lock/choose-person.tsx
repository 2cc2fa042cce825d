import { useState } from 'react';
import { useTabletPeople } from '../../access/tablet-people.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { members as readMembers } from '../../notebook/read-team.ts';
import { isGuestDevice } from '../../domain/ids.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './lock.module.css';
import { PersonButton } from './person-button.tsx';

/** Somebody says who they are: one tap on their name, or a name that is new in the team. */
export function ChoosePerson({
  emptyWords,
  newTitle,
  onChosen,
}: {
  /** Where the list would stand, while there is nobody in it. */
  emptyWords: string;
  newTitle: string;
  onChosen: () => void;
}) {
  const { notebook } = useOpenNotebook();
  const people = useTabletPeople();
  const known = useNotebookQuery(readMembers, []) ?? [];
  const [name, setName] = useState('');
  const [isMissingShown, setIsMissingShown] = useState(false);
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready');
  // While nobody has the tablet whoever used it before is chosen here too.
  const isHere = (id: string) => people.gate === 'open' && people.here.some(({ member }) => member === id);
  // A guest's tablet holds what opens envelopes and cannot write for a member; nobody else is a guest on a member's.
  const choices = isGuestDevice(notebook.device)
    ? []
    : known.filter(({ id, role, removed }) => role !== 'guest' && !removed && !isHere(id));
  const add = async (person: Parameters<typeof people.add>[0]) => {
    setState('busy');
    try {
      await people.add(person);
      onChosen();
    } catch (error) {
      console.warn('Who uses this tablet could not be saved.', error);
      setState('failed');
    }
  };
  const addNew = () => {
    setIsMissingShown(true);
    if (name.trim() !== '') void add({ name: name.trim() });
  };
  return (
    <>
      {state === 'failed' && (
        <p className={styles['problem']} role="alert">
          {m.lock_not_saved()}
        </p>
      )}
      <section className={styles['part']} aria-labelledby="from-team">
        <h2 id="from-team">{m.lock_add_from_team()}</h2>
        <p className={styles['hint']}>{choices.length > 0 ? m.lock_add_from_team_hint() : emptyWords}</p>
        <ul className={styles['people']}>
          {choices.map((member) => (
            <li key={member.id}>
              <PersonButton
                name={member.name}
                isDisabled={state === 'busy'}
                onChoose={() => void add({ member: member.id, name: member.name })}
              />
            </li>
          ))}
        </ul>
      </section>
      <section className={styles['part']} aria-labelledby="new-person">
        <h2 id="new-person">{newTitle}</h2>
        <form
          className={styles['part']}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            addNew();
          }}
        >
          <TextField
            label={m.team_your_name()}
            hint={m.team_your_name_hint()}
            value={name}
            onChange={setName}
            error={isMissingShown && name.trim() === '' ? m.team_your_name_missing() : undefined}
            autoComplete="off"
            required
          />
          <div className={styles['row']}>
            <Button kind="plain" type="submit" disabled={state === 'busy'}>
              {m.lock_add_new_now()}
            </Button>
          </div>
        </form>
      </section>
    </>
  );
}
