import { useState } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../notebook/notebook-context.tsx';
import { members } from '../notebook/read-team.ts';
import { bringCommentBack } from '../notebook/write-comments.ts';
import { UndoNotice } from '../ui/undo-notice.tsx';
import { ReadOnlyContext } from '../ui/read-only.ts';
import { useTapWrite } from '../ui/tap-write.tsx';
import { useComments } from './comments-provider.tsx';
import styles from './comments.module.css';
import { NewComment } from './new-comment.tsx';
import { OneComment } from './one-comment.tsx';

/** The comments on one thing, oldest first, and a field for one more. Guests write here too. */
export function Thread({ about, thing }: { about: string; thing: string }) {
  const { notebook, me } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const comments = useComments(about);
  const people = useNotebookQuery(members, []) ?? [];
  const [deleted, setDeleted] = useState<string>();
  return (
    <ReadOnlyContext value={false}>
      <section className={styles['thread']} aria-label={m.comments_on({ thing })}>
        {comments.length > 0 && (
          <ol className={styles['list']}>
            {comments.map((comment) => (
              <li key={comment.id}>
                <OneComment
                  comment={comment}
                  author={people.find(({ id }) => id === comment.author)}
                  isMine={comment.author === me}
                  onDeleted={() => setDeleted(comment.id)}
                />
              </li>
            ))}
          </ol>
        )}
        {deleted !== undefined && (
          <UndoNotice
            key={deleted}
            text={m.comments_deleted()}
            undo={m.comments_undo()}
            onUndo={() => attempt(bringCommentBack(notebook, deleted).then(() => setDeleted(undefined)))}
          />
        )}
        {trouble}
        <NewComment about={about} />
      </section>
    </ReadOnlyContext>
  );
}
