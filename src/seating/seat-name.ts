import { lastSegment } from '../domain/ids.ts';
import { PUPIL_LETTERS, type PupilLetter, type Seat, type Subject } from '../domain/study.ts';
import { m } from '../i18n/paraglide/messages.js';
import { TEACHER, type SeatingPlan } from '../notebook/read-seating.ts';
import type { StudyOverview } from '../notebook/read-study.ts';

export type SeatedPupils = StudyOverview['pupils'];

/** The focus pupil at a seat; a letter of a newer version counts as none. */
export function letterAt({ pupil }: Pick<Seat, 'pupil'>): PupilLetter | undefined {
  return PUPIL_LETTERS.find((letter) => letter === pupil);
}

/** Whom a note about this place is about. */
export function subjectAt({ seats }: SeatingPlan, place: string): Subject {
  const seat = seats.find(({ id }) => lastSegment(id) === place);
  return (seat && letterAt(seat)) ?? 'class';
}

/** What stands on a seat: the focus pupil's alias, or the seat's own label. */
export function seatLabel(seat: Pick<Seat, 'label' | 'pupil'>, pupils: SeatedPupils): string {
  const letter = letterAt(seat);
  const alias = pupils.find((pupil) => pupil.letter === letter)?.alias.trim() ?? '';
  return alias || seat.label.trim() || (letter ?? '');
}

/** What a seat is called where it cannot be seen: "A Robin", "Seat 4", "Kestrel". */
export function seatName(seat: Pick<Seat, 'label' | 'pupil'>, pupils: SeatedPupils): string {
  const letter = letterAt(seat);
  const label = seatLabel(seat, pupils);
  if (letter) return label === letter ? letter : m.seating_pupil({ letter, alias: label });
  if (label === '') return m.seating_seat_unnamed();
  return /^\d+$/.test(label) ? m.seating_seat({ label }) : label;
}

/** By the last segment of a seat, or `TEACHER`; a seat may have gone from the plan since it was written down. */
export function placeName(place: string, { seats }: SeatingPlan, pupils: SeatedPupils): string {
  if (place === TEACHER) return m.seating_teacher();
  const seat = seats.find(({ id }) => lastSegment(id) === place);
  return seat ? seatName(seat, pupils) : m.seating_seat_gone();
}
