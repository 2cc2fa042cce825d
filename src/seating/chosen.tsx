import { RotateCw, Trash2 } from 'lucide-react';
import type { Desk, PupilLetter, Seat } from '../domain/study.ts';
import type { StudyId } from '../domain/ids.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../notebook/notebook-context.tsx';
import type { SeatingPlan } from '../notebook/read-seating.ts';
import { labelSeat, seatPupil, updateDesk } from '../notebook/write-seating.ts';
import { AutosaveField } from '../ui/autosave-field.tsx';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { useHandsFocusOn } from '../ui/hand-focus-on.ts';
import type { Save } from './editor-tools.tsx';
import { onGrid } from './grid.ts';
import { placeOf, sizeOf } from './room.tsx';
import styles from './seating-editor.module.css';
import { letterAt, seatName, type SeatedPupils } from './seat-name.ts';

/** Who sits at the seat that is chosen. */
export function ChosenSeat({
  study,
  plan,
  seat,
  pupils,
  save,
  onRemove,
}: {
  study: StudyId;
  plan: SeatingPlan;
  seat: Seat;
  pupils: SeatedPupils;
  save: Save;
  onRemove: () => void;
}) {
  const { notebook } = useOpenNotebook();
  const section = useHandsFocusOn();
  const nameOf = (letter: PupilLetter) => pupils.find((pupil) => pupil.letter === letter)?.alias.trim() ?? '';
  return (
    <section ref={section} className={styles['chosen']} aria-label={seatName(seat, pupils)}>
      <AutosaveField
        label={m.seating_label()}
        draftKey={`seats/${seat.id}/label`}
        hint={m.seating_label_hint()}
        value={seat.label}
        onSave={(label) => labelSeat(notebook, study, seat.id, label)}
      />
      <Choice<PupilLetter>
        legend={m.seating_focus_pupil()}
        options={pupils.map(({ letter }) => ({
          value: letter,
          label: nameOf(letter) === '' ? letter : m.seating_pupil({ letter, alias: nameOf(letter) }),
        }))}
        value={letterAt(seat) ?? ''}
        allowNone
        onChange={(letter) => void save(() => seatPupil(notebook, study, plan, seat.id, letter))}
      />
      <Button kind="plain" onClick={onRemove}>
        <Trash2 aria-hidden="true" size={20} />
        {m.seating_remove_seat()}
      </Button>
    </section>
  );
}

/** The table that is chosen: what it is called, which way it stands. */
export function ChosenDesk({
  study,
  desk,
  save,
  onRemove,
}: {
  study: StudyId;
  desk: Desk;
  save: Save;
  onRemove: () => void;
}) {
  const { notebook } = useOpenNotebook();
  const section = useHandsFocusOn();
  const turn = () => {
    const { width, height } = sizeOf(desk);
    const turned = { width: height, height: width };
    return updateDesk(notebook, study, desk.id, { ...turned, ...onGrid(placeOf(desk), turned) });
  };
  return (
    <section ref={section} className={styles['chosen']} aria-label={desk.label.trim() || m.seating_table()}>
      <AutosaveField
        label={m.seating_table_name()}
        draftKey={`desks/${desk.id}/label`}
        value={desk.label}
        onSave={(label) => updateDesk(notebook, study, desk.id, { label })}
      />
      <Button kind="plain" onClick={() => void save(turn)}>
        <RotateCw aria-hidden="true" size={20} />
        {m.seating_turn()}
      </Button>
      <Button kind="plain" onClick={onRemove}>
        <Trash2 aria-hidden="true" size={20} />
        {m.seating_remove_table()}
      </Button>
    </section>
  );
}
