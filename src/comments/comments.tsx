import { MessageSquare } from 'lucide-react';
import { memo, useState } from 'react';
import { useLanguage } from '../i18n/language.ts';
import { m } from '../i18n/paraglide/messages.js';
import { classNames } from '../ui/class-names.ts';
import { useComments } from './comments-provider.tsx';
import styles from './comments.module.css';
import { lazy, Waiting } from '../ui/lazy.tsx';

const Thread = lazy(async () => ({ default: (await import('./thread.tsx')).Thread }));

/**
 * What was said about one thing, and the place to say more: a line that tells how much, opened by a tap. The thread itself is
 * fetched when the first is opened.
 */
export const Comments = memo(function Comments({
  about,
  thing,
  isSmall = false,
  isQuiet = false,
}: {
  /** `table/rowId`. */
  about: string;
  /** What it is about, within a sentence: "finding 2". */
  thing: string;
  /** In little room: a sign and how many. */
  isSmall?: boolean;
  /** Among very many: there only where something was said. */
  isQuiet?: boolean;
}) {
  useLanguage();
  const count = useComments(about).length;
  const [isOpen, setIsOpen] = useState(false);
  if (isQuiet && count === 0 && !isOpen) return null;
  const words = count === 0 ? m.comments_none() : m.comments_count({ count });
  return (
    <div className={classNames(styles['comments'], isSmall && styles['small'])}>
      <button
        type="button"
        className={styles['open']}
        aria-expanded={isOpen}
        aria-label={m.comments_open_on({ comments: words, thing })}
        onClick={() => setIsOpen(!isOpen)}
      >
        <MessageSquare size={isSmall ? 16 : 18} aria-hidden="true" />
        {isSmall ? count > 0 && <span>{count}</span> : <span>{words}</span>}
      </button>
      {isOpen && (
        <Waiting>
          <Thread about={about} thing={thing} />
        </Waiting>
      )}
    </div>
  );
});
