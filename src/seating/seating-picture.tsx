import { m } from '../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../notebook/notebook-context.tsx';
import { seatingPlan } from '../notebook/read-seating.ts';
import type { StudyOverview } from '../notebook/read-study.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { SEAT_SIZE } from './grid.ts';
import { Desks, placeOf, Room, standing } from './room.tsx';
import styles from './room.module.css';
import { SeatFace } from './seat-face.tsx';
import { letterAt } from './seat-name.ts';
import { TeachersPlace } from './teachers-place.tsx';

/** The plan for whoever may only look at it. */
export function SeatingPicture({ overview: { study, pupils } }: { overview: StudyOverview }) {
  const plan = useNotebookQuery((notebook) => seatingPlan(notebook, study.id), [study.id]);
  if (plan === undefined) return null;
  if (plan.seats.length === 0) return <EmptyState title={m.seating_none()} />;
  return (
    <Room label={m.seating_room()}>
      <Desks desks={plan.desks} />
      <TeachersPlace />
      {plan.seats.map((seat) => (
        <span
          key={seat.id}
          className={styles['seat']}
          data-subject={letterAt(seat)}
          style={standing(placeOf(seat), { width: SEAT_SIZE, height: SEAT_SIZE })}
        >
          <SeatFace seat={seat} pupils={pupils} />
        </span>
      ))}
    </Room>
  );
}
