import { childId, type StudyId } from '../domain/ids.ts';
import type { Desk, PupilLetter, Seat } from '../domain/study.ts';
import type { Fields } from '../domain/tables.ts';
import { commit, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import type { SeatingPlan } from './read-seating.ts';

/** Every step of arranging a room can be taken back under this scope. */
export function seatingScope(study: StudyId): string {
  return `seating:${study}`;
}

/** Written from the first, like every field here: a step can only be taken back to what was once written. */
const NOBODY = '';

/** A seat or a desk and where its middle goes. */
export interface Move {
  readonly table: 'seats' | 'desks';
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

export async function addSeat(
  notebook: Notebook,
  study: StudyId,
  fields: Pick<Seat, 'x' | 'y' | 'label'>,
): Promise<string> {
  const row = childId(study, notebook.newId());
  await commit(notebook, [{ table: 'seats', row, fields: { ...fields, pupil: NOBODY } }], {
    undoScope: seatingScope(study),
  });
  return row;
}

export async function addDesk(
  notebook: Notebook,
  study: StudyId,
  fields: Pick<Desk, 'x' | 'y' | 'width' | 'height'>,
): Promise<string> {
  const row = childId(study, notebook.newId());
  await commit(notebook, [{ table: 'desks', row, fields: { ...fields, label: '' } }], {
    undoScope: seatingScope(study),
  });
  return row;
}

/** All of them in one step: a desk takes along who sits at it. */
export async function moveInRoom(notebook: Notebook, study: StudyId, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const writes = moves.map(({ table, id, x, y }): Write => ({ table, row: id, fields: { x, y } }));
  await commit(notebook, writes, { undoScope: seatingScope(study) });
}

export async function updateDesk(
  notebook: Notebook,
  study: StudyId,
  row: string,
  fields: Fields<'desks'>,
): Promise<void> {
  await commit(notebook, [{ table: 'desks', row, fields }], { undoScope: seatingScope(study) });
}

export async function labelSeat(
  notebook: Notebook,
  study: StudyId,
  row: string,
  label: string,
): Promise<void> {
  await commit(notebook, [{ table: 'seats', row, fields: { label } }], { undoScope: seatingScope(study) });
}

/** A focus pupil sits at one place: sat here, they leave the other. */
export async function seatPupil(
  notebook: Notebook,
  study: StudyId,
  { seats }: Pick<SeatingPlan, 'seats'>,
  row: string,
  pupil: PupilLetter | '',
): Promise<void> {
  const left = seats.filter((seat) => pupil !== '' && seat.pupil === pupil && seat.id !== row);
  await commit(
    notebook,
    [
      { table: 'seats', row, fields: { pupil } },
      ...left.map(({ id }): Write => ({ table: 'seats', row: id, fields: { pupil: '' } })),
    ],
    { undoScope: seatingScope(study) },
  );
}

export async function removeFromRoom(
  notebook: Notebook,
  study: StudyId,
  { table, id }: Pick<Move, 'table' | 'id'>,
): Promise<void> {
  await commit(notebook, [{ table, row: id, deleted: true }], { undoScope: seatingScope(study) });
}

/**
 * Puts the room in another order in one step. Seats stay the same seats, so that who sits there and what was noted about
 * them stays with them; seats are added as far as there are more places. Desks are new.
 */
export async function arrangeRoom(
  notebook: Notebook,
  study: StudyId,
  { seats, desks }: SeatingPlan,
  arranged: {
    readonly places: readonly { readonly x: number; readonly y: number; readonly label: string }[];
    readonly desks: readonly Pick<Desk, 'x' | 'y' | 'width' | 'height'>[];
  },
): Promise<void> {
  const writes: Write[] = [
    ...desks.map(({ id }): Write => ({ table: 'desks', row: id, deleted: true })),
    ...arranged.desks.map(({ x, y, width, height }): Write => ({
      table: 'desks',
      row: childId(study, notebook.newId()),
      fields: { x, y, width, height, label: '' },
    })),
    ...arranged.places.map(({ x, y, label }, index): Write => {
      const seat = seats[index];
      if (seat) return { table: 'seats', row: seat.id, fields: { x, y } };
      const fields = { x, y, label, pupil: NOBODY };
      return { table: 'seats', row: childId(study, notebook.newId()), fields };
    }),
  ];
  await commit(notebook, writes, { undoScope: seatingScope(study) });
}

/** The room for another study of the same class: the focus pupils of that one are others, and sit nowhere yet. */
export function copyOfRoom(notebook: Notebook, { desks, seats }: SeatingPlan, study: StudyId): Write[] {
  const newRow = () => childId(study, notebook.newId());
  return [
    ...desks.map(({ x, y, width, height, label }): Write => ({
      table: 'desks',
      row: newRow(),
      fields: { x, y, width, height, label },
    })),
    ...seats.map(({ x, y, label }): Write => ({
      table: 'seats',
      row: newRow(),
      fields: { x, y, label, pupil: NOBODY },
    })),
  ];
}
