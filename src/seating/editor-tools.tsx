import { Plus, Undo2 } from 'lucide-react';
import type { Study } from '../domain/study.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../notebook/notebook-context.tsx';
import type { SeatingPlan } from '../notebook/read-seating.ts';
import { addDesk, addSeat, arrangeRoom } from '../notebook/write-seating.ts';
import { Button } from '../ui/button.tsx';
import { ARRANGEMENTS, arrange, type ArrangementName } from './arrangements.ts';
import { MAX_DESKS, MAX_SEATS, nearestFree, onGrid, ROOM } from './grid.ts';
import { placeOf } from './room.tsx';
import styles from './seating-editor.module.css';

export type Save = <T>(work: () => Promise<T>) => Promise<T | undefined>;

const NAMES: Record<ArrangementName, () => string> = {
  rows: m.seating_rows,
  horseshoe: m.seating_horseshoe,
  groups: m.seating_groups,
};
/** When nobody has said how many are in the class. */
const USUAL_CLASS = 24;
const NEW_DESK = { width: 20, height: 10 };

/** A whole room at one tap, one more seat or table, and the way back. */
export function EditorTools({
  study,
  plan,
  save,
  onAdded,
  onUndo,
}: {
  study: Study;
  plan: SeatingPlan;
  save: Save;
  onAdded: (id: string | undefined) => void;
  /** Undefined when there is nothing to take back. */
  onUndo: (() => void) | undefined;
}) {
  const { notebook } = useOpenNotebook();
  const { seats, desks } = plan;
  const middle = { x: ROOM.width / 2, y: ROOM.height / 2 };
  const free = seats.length < MAX_SEATS ? nearestFree(middle, seats.map(placeOf)) : undefined;
  const number = nextNumber(plan);
  const arrangeAs = (name: ArrangementName) => {
    const arranged = arrange(name, Math.max(seats.length, study.pupilsInClass ?? USUAL_CLASS));
    const places = arranged.seats.map((place, index) => ({
      ...place,
      label: String(number + Math.max(0, index - seats.length)),
    }));
    const inOrder = seats.toSorted((a, b) => a.label.localeCompare(b.label, undefined, { numeric: true }));
    void save(() =>
      arrangeRoom(notebook, study.id, { seats: inOrder, desks }, { places, desks: arranged.desks }),
    );
  };
  const addOneSeat = async () => {
    if (free === undefined) return;
    onAdded(await save(() => addSeat(notebook, study.id, { ...free, label: String(number) })));
  };
  const addOneDesk = async () => {
    onAdded(await save(() => addDesk(notebook, study.id, { ...onGrid(middle, NEW_DESK), ...NEW_DESK })));
  };
  return (
    <div className={styles['tools']}>
      <span className={styles['toolsName']}>{m.seating_arrange_as()}</span>
      {ARRANGEMENTS.map((name) => (
        <Button key={name} kind="plain" onClick={() => arrangeAs(name)}>
          {NAMES[name]()}
        </Button>
      ))}
      <span className={styles['gap']} />
      <Button kind="plain" disabled={free === undefined} onClick={() => void addOneSeat()}>
        <Plus aria-hidden="true" size={20} />
        {m.seating_add_seat()}
      </Button>
      <Button kind="plain" disabled={desks.length >= MAX_DESKS} onClick={() => void addOneDesk()}>
        <Plus aria-hidden="true" size={20} />
        {m.seating_add_table()}
      </Button>
      <Button kind="quiet" disabled={onUndo === undefined} onClick={onUndo}>
        <Undo2 aria-hidden="true" size={20} />
        {m.seating_undo()}
      </Button>
      {free === undefined && <p className={styles['hint']}>{m.seating_full({ count: seats.length })}</p>}
    </div>
  );
}

function nextNumber({ seats }: SeatingPlan): number {
  return Math.max(0, ...seats.map(({ label }) => (/^\d{1,4}$/.test(label) ? Number(label) : 0))) + 1;
}
