import { studyOf } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Placeholder } from '../../ui/placeholder.tsx';
import styles from './all-notes.module.css';
import { ListedNote } from './listed-note.tsx';
import type { Review } from './use-review.ts';
import { lazy, Waiting } from '../../ui/lazy.tsx';

const SeatingReview = lazy(async () => ({
  default: (await import('../../seating/seating-review.tsx')).SeatingReview,
}));

/** The lesson on the seating plan: how much was noted where, and who spoke to whom. */
export function SeatingView({ review: { plan, notes, observers, names } }: { review: Review }) {
  return (
    <Waiting fallback={<Placeholder>{m.seating_opening()}</Placeholder>}>
      <SeatingReview
        study={studyOf(plan.lesson.id)}
        lesson={plan.lesson.id}
        pupils={plan.pupils}
        notes={notes}
        observers={observers}
      >
        {(shown) => (
          <ol className={styles['notes']}>
            {shown.map((note) => (
              <ListedNote
                key={note.id}
                note={note}
                plan={plan}
                observer={names.get(note.observer) || m.review_somebody()}
              />
            ))}
          </ol>
        )}
      </SeatingReview>
    </Waiting>
  );
}
