import { classNames } from '../ui/class-names.ts';
import { m } from '../i18n/paraglide/messages.js';
import { SEAT_SIZE, TEACHERS_PLACE } from './grid.ts';
import { standing } from './room.tsx';
import styles from './room.module.css';

/** At the front; while the room is arranged it is only there to be seen. */
export function TeachersPlace() {
  return (
    <span
      className={classNames(styles['seat'], styles['teacher'])}
      style={standing(TEACHERS_PLACE, { width: SEAT_SIZE, height: SEAT_SIZE })}
    >
      <span className={styles['label']}>{m.seating_teacher()}</span>
    </span>
  );
}
