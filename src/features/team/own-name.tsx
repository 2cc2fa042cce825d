import { useState } from 'react';
import type { Member } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { renameMember } from '../../notebook/write-team.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './form.module.css';

/** People marry, mistype, and share a first name: everybody can change their own name, and nobody another's. */
export function OwnName({ member }: { member: Member }) {
  const { notebook } = useOpenNotebook();
  const [name, setName] = useState(member.name);
  const [state, setState] = useState<'editing' | 'missing' | 'saved'>('editing');

  const save = async () => {
    const written = name.trim();
    if (written === '') return setState('missing');
    if (written !== member.name) await renameMember(notebook, member.id, written);
    setState('saved');
  };

  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={m.people_your_name()}
        hint={m.people_name_hint()}
        value={name}
        onChange={(typed) => {
          setName(typed);
          setState('editing');
        }}
        error={state === 'missing' ? m.team_your_name_missing() : undefined}
        autoComplete="name"
        maxLength={200}
      />
      <Button kind="plain" type="submit" disabled={name.trim() === member.name}>
        {m.people_save_name()}
      </Button>
      <p role="status" className={styles['hint']}>
        {state === 'saved' && m.people_name_saved()}
      </p>
    </form>
  );
}
