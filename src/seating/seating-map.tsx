import { useRef, type PointerEvent, type ReactNode } from 'react';
import { lastSegment } from '../domain/ids.ts';
import { m } from '../i18n/paraglide/messages.js';
import { TEACHER, type SeatingPlan } from '../notebook/read-seating.ts';
import { classNames } from '../ui/class-names.ts';
import { SEAT_SIZE, TEACHERS_PLACE, type Place } from './grid.ts';
import { Desks, placeOf, Room, standing } from './room.tsx';
import styles from './room.module.css';
import { SeatFace } from './seat-face.tsx';
import { letterAt, seatName, type SeatedPupils } from './seat-name.ts';

/** The plan to be tapped: seats by their last segment, and `TEACHER`. */
export function SeatingMap({
  label,
  plan,
  pupils,
  pressed,
  isFitted = false,
  onTap,
  onLine,
  wordsAt,
  children,
}: {
  label: string;
  plan: SeatingPlan;
  pupils: SeatedPupils;
  pressed: string | undefined;
  isFitted?: boolean;
  onTap: (place: string) => void;
  /** Given, a finger can draw from one seat to another. */
  onLine?: ((from: string, to: string) => void) | undefined;
  /** What else stands on a seat, such as how many notes there are. */
  wordsAt?: ((place: string) => string) | undefined;
  children?: ReactNode;
}) {
  const line = useLine(onLine);
  const place = (id: string, at: Place, name: string, subject: string | undefined, face: ReactNode) => {
    const words = wordsAt?.(id) ?? '';
    return (
      <button
        key={id}
        type="button"
        data-place={id}
        data-subject={subject}
        aria-label={words === '' ? name : m.seating_with({ name, words })}
        aria-pressed={id === pressed}
        className={classNames(
          styles['seat'],
          id === TEACHER && styles['teacher'],
          onLine && styles['speaks'],
        )}
        style={standing(at, { width: SEAT_SIZE, height: SEAT_SIZE })}
        onClick={() => onTap(id)}
        {...line}
      >
        {face} {words !== '' && <span className={styles['count']}>{words}</span>}
      </button>
    );
  };
  const seats = plan.seats.toSorted((a, b) => (a.y ?? 0) - (b.y ?? 0) || (a.x ?? 0) - (b.x ?? 0));
  return (
    <Room label={label} isFitted={isFitted}>
      <Desks desks={plan.desks} />
      {place(
        TEACHER,
        TEACHERS_PLACE,
        m.seating_teacher(),
        undefined,
        <span className={styles['label']}>{m.seating_teacher()}</span>,
      )}
      {seats.map((seat) =>
        place(
          lastSegment(seat.id),
          placeOf(seat),
          seatName(seat, pupils),
          letterAt(seat),
          <SeatFace seat={seat} pupils={pupils} />,
        ),
      )}
      {children}
    </Room>
  );
}

/** From where a finger goes down to where it is lifted; on one and the same seat it is a tap. */
function useLine(onLine: ((from: string, to: string) => void) | undefined) {
  const from = useRef<string>(undefined);
  if (onLine === undefined) return {};
  return {
    onPointerDown({ isPrimary, currentTarget }: PointerEvent<HTMLElement>) {
      from.current = isPrimary ? currentTarget.dataset['place'] : undefined;
    },
    onPointerUp({ clientX, clientY }: PointerEvent<HTMLElement>) {
      const under = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-place]');
      const to = under?.dataset['place'];
      if (from.current !== undefined && to !== undefined && to !== from.current) onLine(from.current, to);
      from.current = undefined;
    },
    onPointerCancel() {
      from.current = undefined;
    },
  };
}
