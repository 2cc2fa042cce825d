import { useState } from 'react';
import type { Note } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { team } from '../../notebook/read-team.ts';
import { addTeamTag } from '../../notebook/write-team.ts';
import { Button } from '../../ui/button.tsx';
import styles from './cards.module.css';

/** Tags one made up while observing: each can join the team's list with one tap, or stay with its notes alone. */
export function OwnTags({ notes }: { notes: readonly Note[] }) {
  const { notebook } = useOpenNotebook();
  const agreed = useNotebookQuery(async (open) => (await team(open))?.tags ?? [], []);
  const [hasFailed, setHasFailed] = useState(false);
  if (agreed === undefined) return null;
  const own = [...new Set(notes.flatMap(({ tags }) => tags))].filter((tag) => !agreed.includes(tag));
  if (own.length === 0) return null;
  const add = async (tag: string) => {
    try {
      await addTeamTag(notebook, tag);
      setHasFailed(false);
    } catch (error) {
      console.warn('A tag could not be added.', error);
      setHasFailed(true);
    }
  };
  return (
    <section className={styles['card']} aria-labelledby="own-tags">
      <h2 id="own-tags">{m.observe_own_tags()}</h2>
      <p className={styles['quiet']}>{m.observe_own_tags_hint()}</p>
      <div className={styles['actions']}>
        {own.map((tag) => (
          <Button key={tag} kind="plain" onClick={() => void add(tag)}>
            {m.observe_own_tag_add({ tag })}
          </Button>
        ))}
      </div>
      {hasFailed && (
        <p role="alert" className={styles['problem']}>
          {m.observe_step_not_saved()}
        </p>
      )}
    </section>
  );
}
