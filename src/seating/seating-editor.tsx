import { Move } from 'lucide-react';
import { useId, useState } from 'react';
import type { Desk, Seat } from '../domain/study.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../notebook/notebook-context.tsx';
import type { StudyOverview } from '../notebook/read-study.ts';
import { moveInRoom, removeFromRoom, type Move as Step } from '../notebook/write-seating.ts';
import { ChosenDesk, ChosenSeat } from './chosen.tsx';
import { EditorTools } from './editor-tools.tsx';
import { SEAT_SIZE, STEP, type Place } from './grid.ts';
import { Movable } from './movable.tsx';
import { deskMoves, deskSteps, seatMoves, seatSteps } from './moves.ts';
import { TeachersPlace } from './teachers-place.tsx';
import { around, placeOf, Room, sizeOf } from './room.tsx';
import styles from './room.module.css';
import look from './seating-editor.module.css';
import { SeatFace } from './seat-face.tsx';
import { letterAt, seatName } from './seat-name.ts';
import { useSeating } from './use-seating.ts';

/** By what a table is taken hold of. */
const HANDLE = { width: 6, height: 6 };

/** Where the class sits: arranged at a tap, put right by dragging, by tap and tap, or by arrow keys. Saved with each step. */
export function SeatingEditor({ overview: { study, pupils } }: { overview: StudyOverview }) {
  const { notebook } = useOpenNotebook();
  const { plan, hasFailed, save, takeBack, canTakeBack } = useSeating(study.id);
  const [chosenId, setChosenId] = useState<string>();
  const [addedId, setAddedId] = useState<string>();
  const [said, setSaid] = useState('');
  const hint = useId();
  if (plan === undefined) return null;

  const seat = plan.seats.find(({ id }) => id === chosenId);
  const desk = plan.desks.find(({ id }) => id === chosenId);
  const move = (name: string, moves: readonly Step[]) => {
    void save(() => moveInRoom(notebook, study.id, moves));
    const [to] = moves;
    setSaid(
      to === undefined
        ? m.seating_no_way({ name })
        : m.seating_moved({ name, across: to.x / STEP, down: to.y / STEP }),
    );
  };
  const remove = (table: Step['table'], id: string) => {
    setChosenId(undefined);
    void save(() => removeFromRoom(notebook, study.id, { table, id }));
  };
  const nameOfDesk = (each: Desk) => each.label.trim() || m.seating_table();
  const putDown = (place: Place) => {
    if (seat) move(seatName(seat, pupils), seatMoves(plan, seat, place));
    if (desk) move(nameOfDesk(desk), deskMoves(plan, desk, place));
    setChosenId(undefined);
  };
  const choose = (id: string) => setChosenId(id === chosenId ? undefined : id);
  const added = (id: string | undefined) => {
    setChosenId(id);
    setAddedId(id);
  };
  const carried = ({ x, y }: { x: number | null; y: number | null }, by: Place) => ({
    x: (x ?? 0) + by.x,
    y: (y ?? 0) + by.y,
  });
  const shared = (each: Seat | Desk) => ({
    place: placeOf(each),
    isChosen: each.id === chosenId,
    takesFocus: each.id === addedId,
    hint,
    onChoose: () => choose(each.id),
  });

  return (
    <div className={look['editor']}>
      <p className={look['hint']}>{m.seating_intro()}</p>
      <EditorTools
        study={study}
        plan={plan}
        save={save}
        onAdded={added}
        onUndo={canTakeBack ? takeBack : undefined}
      />
      <p id={hint} className={look['hint']}>
        {plan.seats.length + plan.desks.length === 0 ? m.seating_empty() : m.seating_how()}
      </p>
      {hasFailed && (
        <p role="alert" className={look['problem']}>
          {m.seating_not_saved()}
        </p>
      )}
      <Room label={m.seating_room()} {...((seat ?? desk) && { onTapFloor: putDown })}>
        <TeachersPlace />
        {plan.seats.map((each) => (
          <Movable
            key={each.id}
            {...shared(each)}
            size={{ width: SEAT_SIZE, height: SEAT_SIZE }}
            name={seatName(each, pupils)}
            subject={letterAt(each)}
            className={styles['seat']}
            onDrop={(by) => move(seatName(each, pupils), seatMoves(plan, each, carried(each, by)))}
            onStep={(direction) => move(seatName(each, pupils), seatSteps(plan, each, direction))}
            onRemove={() => remove('seats', each.id)}
          >
            <SeatFace seat={each} pupils={pupils} />
          </Movable>
        ))}
        {/* Behind the seats in the room, after them for the keyboard: seats cover a table, its handle lies over them. */}
        {plan.desks.map((each) => (
          <Movable
            key={each.id}
            {...shared(each)}
            size={HANDLE}
            name={nameOfDesk(each)}
            className={styles['handle']}
            isFloor={seat !== undefined}
            onDrop={(by) => move(nameOfDesk(each), deskMoves(plan, each, carried(each, by)))}
            onStep={(direction) => move(nameOfDesk(each), deskSteps(plan, each, direction))}
            onRemove={() => remove('desks', each.id)}
          >
            <span className={styles['deskOfHandle']} style={around(HANDLE, sizeOf(each))}>
              <span className={styles['deskLabel']} dir="auto">
                {each.label}
              </span>
            </span>
            <Move size={20} aria-hidden="true" />
          </Movable>
        ))}
      </Room>
      {seat && (
        <ChosenSeat
          key={seat.id}
          study={study.id}
          plan={plan}
          seat={seat}
          pupils={pupils}
          save={save}
          onRemove={() => remove('seats', seat.id)}
        />
      )}
      {desk && (
        <ChosenDesk
          key={desk.id}
          study={study.id}
          desk={desk}
          save={save}
          onRemove={() => remove('desks', desk.id)}
        />
      )}
      <p role="status" className="visually-hidden">
        {said}
      </p>
    </div>
  );
}
