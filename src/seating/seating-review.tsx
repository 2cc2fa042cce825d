import { useState, type ReactNode } from 'react';
import type { LessonId, StudyId } from '../domain/ids.ts';
import type { Note } from '../domain/note.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../notebook/notebook-context.tsx';
import { lessonInteractions, seatingPlan } from '../notebook/read-seating.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { LinkButton } from '../ui/button.tsx';
import { Placeholder } from '../ui/placeholder.tsx';
import { placeName, type SeatedPupils } from './seat-name.ts';
import styles from './seating-review.module.css';
import { SeatingMap } from './seating-map.tsx';
import { talkOf } from './talk.ts';
import { TalkArrows } from './talk-arrows.tsx';
import { NotesTable, TalkTable } from './talk-tables.tsx';

/** What was noted at each seat and who spoke to whom: drawn on the plan, and the same in words below it. */
export function SeatingReview({
  study,
  lesson,
  pupils,
  notes,
  observers,
  children,
}: {
  study: StudyId;
  lesson: LessonId;
  pupils: SeatedPupils;
  notes: readonly Note[];
  observers: readonly { readonly id: string; readonly name: string }[];
  /** Draws the notes of the seat that is chosen. */
  children: (notes: readonly Note[]) => ReactNode;
}) {
  const plan = useNotebookQuery((notebook) => seatingPlan(notebook, study), [study]);
  const interactions = useNotebookQuery((notebook) => lessonInteractions(notebook, lesson), [lesson]);
  const [observer, setObserver] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  if (plan === undefined || interactions === undefined)
    return <Placeholder>{m.seating_opening()}</Placeholder>;
  if (plan.seats.length === 0) {
    return (
      <div className={styles['page']}>
        <EmptyState title={m.seating_none()}>
          <p>{m.seating_none_hint()}</p>
          <LinkButton writes kind="plain" href={`/studies/${study}/seating`}>
            {m.seating_to_plan()}
          </LinkButton>
        </EmptyState>
      </div>
    );
  }
  const isShown = (by: string) => observer === undefined || by === observer;
  const seated = notes.filter((note) => note.seat !== '' && isShown(note.observer));
  const talk = talkOf(interactions.filter((each) => isShown(each.observer)));
  const nameOf = (place: string) => placeName(place, plan, pupils);
  const countAt = (place: string) => seated.filter((note) => note.seat === place).length;
  const wordsAt = (place: string) => {
    const count = countAt(place);
    return count === 0 ? '' : m.seating_notes({ count });
  };
  return (
    <div className={styles['page']}>
      {observers.length > 1 && (
        <div role="group" aria-label={m.seating_observer()} className={styles['observers']}>
          {[{ id: undefined, name: m.seating_everybody() }, ...observers].map(({ id, name }) => (
            <button
              key={id ?? ''}
              type="button"
              className={styles['observer']}
              aria-pressed={id === observer}
              onClick={() => setObserver(id)}
            >
              <span dir="auto">{name === '' ? m.seating_somebody() : name}</span>
            </button>
          ))}
        </div>
      )}
      <p className={styles['summary']} aria-live="polite">
        {m.seating_summary({
          notes: seated.length,
          talks: talk.reduce((sum, { count }) => sum + count, 0),
        })}
      </p>
      <SeatingMap
        label={m.seating_room()}
        plan={plan}
        pupils={pupils}
        pressed={chosen}
        onTap={(place) => setChosen(place === chosen ? undefined : place)}
        wordsAt={wordsAt}
      >
        <TalkArrows plan={plan} talk={talk} />
      </SeatingMap>
      {chosen !== undefined && (
        <section aria-label={m.seating_notes_at({ name: nameOf(chosen) })}>
          <h2>{m.seating_notes_at({ name: nameOf(chosen) })}</h2>
          {countAt(chosen) === 0 ? (
            <p className={styles['nothing']}>{m.seating_no_notes_here()}</p>
          ) : (
            children(seated.filter((note) => note.seat === chosen))
          )}
        </section>
      )}
      <div className={styles['tables']}>
        <TalkTable talk={talk} nameOf={nameOf} />
        <NotesTable notes={seated} nameOf={nameOf} />
      </div>
    </div>
  );
}
