import { useState } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../notebook/notebook-context.tsx';
import { fieldDraftKey } from '../notebook/field-drafts.ts';
import { addComment } from '../notebook/write-comments.ts';
import { Button } from '../ui/button.tsx';
import { LongTextField } from '../ui/long-text-field.tsx';
import styles from './comments.module.css';
import { useDraftText } from './use-draft-text.ts';

/** A comment is shared when its button is pressed; until then its words are kept on this tablet alone. */
export function NewComment({ about }: { about: string }) {
  const { notebook, me } = useOpenNotebook();
  const key = `comments/new/${about}`;
  const { text, write, clear } = useDraftText(key);
  const [hasFailed, setHasFailed] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const add = async () => {
    setIsSaving(true);
    try {
      const draft = { key: fieldDraftKey(me, key), value: undefined };
      await addComment(notebook, { about, text: text.trim(), author: me }, { draft });
      await clear(text);
      setHasFailed(false);
    } catch (error) {
      console.warn('A comment could not be saved.', error);
      setHasFailed(true);
    } finally {
      setIsSaving(false);
    }
  };
  return (
    <div className={styles['new']}>
      <LongTextField
        label={m.comments_write()}
        hint={m.comments_write_hint()}
        value={text}
        onChange={write}
      />
      {hasFailed && (
        <p role="alert" className={styles['problem']}>
          {m.comments_not_saved()}
        </p>
      )}
      <Button kind="plain" disabled={isSaving || text.trim() === ''} onClick={() => void add()}>
        {m.comments_add()}
      </Button>
    </div>
  );
}
