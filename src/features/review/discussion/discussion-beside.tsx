import { PanelRightClose, PanelRightOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../../i18n/paraglide/messages.js';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { Placeholder } from '../../../ui/placeholder.tsx';
import type { Review } from '../use-review.ts';
import styles from './discussion-beside.module.css';
import { CanDragNotes } from './note-drag.ts';
import type { Beside } from './use-beside.ts';
import { lazy, Waiting } from '../../../ui/lazy.tsx';

const Panel = lazy(async () => ({
  default: (await import('./discussion-panel.tsx')).DiscussionPanel,
}));

/** A view of the review with the discussion beside it; what makes joint typing work is fetched when it opens. */
export function DiscussionBeside({
  review,
  beside: { isOpen, setOpen },
  children,
}: {
  review: Review;
  beside: Beside;
  children: ReactNode;
}) {
  return (
    <CanDragNotes value={isOpen}>
      <div className={classNames(isOpen && styles['both'])}>
        <div className={styles['view']}>{children}</div>
        {isOpen && (
          <aside className={styles['panel']} aria-label={m.discussion_title()}>
            <Discussion
              review={review}
              hide={
                <Button
                  kind="quiet"
                  className={styles['hide']}
                  aria-label={m.discussion_hide_named()}
                  onClick={() => setOpen(false)}
                >
                  <PanelRightClose size={20} aria-hidden="true" className={styles['sign']} />
                  {m.discussion_hide()}
                </Button>
              }
            />
          </aside>
        )}
      </div>
    </CanDragNotes>
  );
}

/** The discussion as a page of its own, where there is no room beside a view. */
export function DiscussionView({ review }: { review: Review }) {
  return (
    <div className={styles['page']}>
      <Discussion review={review} />
    </div>
  );
}

function Discussion({ review, hide }: { review: Review; hide?: ReactNode }) {
  return (
    <Waiting fallback={<Placeholder>{m.discussion_opening()}</Placeholder>}>
      <Panel key={review.plan.lesson.id} review={review} hide={hide} />
    </Waiting>
  );
}

export function OpenDiscussion({ beside: { hasRoom, isOpen, setOpen } }: { beside: Beside }) {
  if (!hasRoom || isOpen) return null;
  return (
    <Button kind="quiet" className={styles['open']} onClick={() => setOpen(true)}>
      <PanelRightOpen size={20} aria-hidden="true" className={styles['sign']} />
      {m.discussion_show()}
    </Button>
  );
}
