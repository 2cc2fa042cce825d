import { useState } from 'react';
import type { Member } from '../domain/study.ts';
import { momentSince } from '../i18n/dates.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../notebook/notebook-context.tsx';
import type { Comment } from '../notebook/read-comments.ts';
import { deleteComment, editComment } from '../notebook/write-comments.ts';
import { AutosaveField } from '../ui/autosave-field.tsx';
import { Button } from '../ui/button.tsx';
import { Initials } from '../ui/initials.tsx';
import { useTapWrite } from '../ui/tap-write.tsx';
import styles from './comments.module.css';

/** Who said what and when; whoever wrote it can change and delete it. */
export function OneComment({
  comment,
  author,
  isMine,
  onDeleted,
}: {
  comment: Comment;
  author: Member | undefined;
  isMine: boolean;
  onDeleted: () => void;
}) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const [isEdited, setIsEdited] = useState(false);
  const name = author?.name.trim() || m.comments_somebody();
  const now = new Date(notebook.now());
  return (
    <article className={styles['comment']}>
      <p className={styles['by']}>
        <Initials name={author?.name ?? ''} />
        <span dir="auto">{name}</span>
        {author?.role === 'guest' && <span>({m.comments_guest()})</span>}
        {comment.writtenAt !== null && <time>{momentSince(new Date(comment.writtenAt), now)}</time>}
      </p>
      {isEdited ? (
        <AutosaveField
          multiline
          hideLabel
          label={m.comments_wording()}
          value={comment.text}
          draftKey={`comments/${comment.id}/text`}
          onSave={(text, shown) => editComment(notebook, comment.id, text, shown)}
          beside={comment.beside?.['text']}
        />
      ) : (
        <Wordings comment={comment} />
      )}
      {isMine && (
        <p className={styles['tools']}>
          <Button kind="quiet" onClick={() => setIsEdited(!isEdited)}>
            {isEdited ? m.comments_done() : m.comments_edit()}
          </Button>
          <Button kind="quiet" onClick={() => attempt(deleteComment(notebook, comment.id).then(onDeleted))}>
            {m.comments_delete()}
          </Button>
        </p>
      )}
      {trouble}
    </article>
  );
}

/** One person with two tablets can cross with themselves: both wordings are shown. */
function Wordings({ comment: { text, beside } }: { comment: Comment }) {
  return [text, ...(beside?.['text'] ?? []).map(({ value }) => value)].map((words) => (
    <p key={words} className={styles['words']} dir="auto">
      {words}
    </p>
  ));
}
