import type { Seat } from '../domain/study.ts';
import { PupilMark } from '../ui/pupil-mark.tsx';
import { letterAt, seatLabel, type SeatedPupils } from './seat-name.ts';
import styles from './room.module.css';

/** What is seen of a seat: a focus pupil by colour, shape and letter together, anybody else by alias or number. */
export function SeatFace({ seat, pupils }: { seat: Pick<Seat, 'label' | 'pupil'>; pupils: SeatedPupils }) {
  const letter = letterAt(seat);
  return (
    <>
      {/* The space makes what is seen, "A Robin", the name that is spoken to it. */}
      {letter && <PupilMark subject={letter} size="s" />}{' '}
      <span className={styles['label']} dir="auto">
        {seatLabel(seat, pupils)}
      </span>
    </>
  );
}
