import { memo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { NoteId } from '../../domain/ids.ts';
import type { Note, Match } from '../../domain/note.ts';
import type { Stage, Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { predictionKey, type LessonPlan } from '../../notebook/read-study.ts';
import { classNames } from '../../ui/class-names.ts';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { GapLine } from './gap-line.tsx';
import { pupilName, watchedBy } from './lesson-words.ts';
import { NoteList } from './note-list.tsx';
import { PredictionCard } from './prediction-card.tsx';
import styles from './pupil-columns.module.css';
import tone from './tone.module.css';
import { useCaptureTools } from './use-capture.ts';

/** Beside each other: what was predicted of each pupil in this stage, and the notes about each so far. */
export const PupilColumns = memo(function PupilColumns({
  plan,
  stage,
  notes,
  matches,
  me,
  gapMinutes,
  editing,
  onEdit,
}: {
  plan: LessonPlan;
  stage: Stage | undefined;
  notes: ReadonlyMap<Subject, readonly Note[]>;
  matches: ReadonlyMap<string, Match>;
  me: string;
  gapMinutes: number;
  editing: NoteId | undefined;
  onEdit: (id: NoteId | undefined) => void;
}) {
  const { keeper } = useCaptureTools();
  const chosen = useStore(keeper.store, (state) => state.subject);
  const isWritingOfClass = useStore(keeper.store, (state) => state.note?.pupil === 'class');
  const ofClass = notes.get('class') ?? NO_NOTES;
  const watched = watchedBy(plan, me);
  return (
    <div className={styles['columns']}>
      {plan.pupils.map(({ letter }) => {
        const key = stage && predictionKey(stage.id, letter);
        return (
          <Column
            key={letter}
            subject={letter}
            name={pupilName(plan, letter)}
            notes={notes.get(letter) ?? NO_NOTES}
            isChosen={chosen === letter}
            gapMinutes={watched.includes(letter) ? gapMinutes : undefined}
            editing={editing}
            onEdit={onEdit}
          >
            {stage && (
              <PredictionCard
                stage={stage.id}
                letter={letter}
                name={pupilName(plan, letter)}
                text={plan.predictions.get(key ?? '')?.text ?? ''}
                match={matches.get(key ?? '')?.value ?? ''}
              />
            )}
          </Column>
        );
      })}
      {(ofClass.length > 0 || isWritingOfClass) && (
        <Column
          subject="class"
          name={m.observe_class()}
          notes={ofClass}
          isChosen={chosen === 'class'}
          gapMinutes={undefined}
          editing={editing}
          onEdit={onEdit}
        />
      )}
    </div>
  );
});

const NO_NOTES: readonly Note[] = [];

function Column({
  subject,
  name,
  notes,
  isChosen,
  gapMinutes,
  editing,
  onEdit,
  children,
}: {
  subject: Subject;
  name: string;
  notes: readonly Note[];
  isChosen: boolean;
  /** Undefined for whom this observer does not watch. */
  gapMinutes: number | undefined;
  editing: NoteId | undefined;
  onEdit: (id: NoteId | undefined) => void;
  children?: ReactNode;
}) {
  const heading = `column-${subject}`;
  return (
    <section
      aria-labelledby={heading}
      data-subject={subject}
      className={classNames(tone['tone'], styles['column'], isChosen && styles['chosen'])}
    >
      <div className={styles['head']}>
        <PupilMark subject={subject} />
        <div className={styles['words']}>
          <h2 id={heading} className={styles['name']} dir="auto">
            {name}
          </h2>
          <GapLine count={notes.length} lastMs={notes.at(-1)?.atMs ?? undefined} gapMinutes={gapMinutes} />
        </div>
      </div>
      {children}
      <NoteList
        notes={notes}
        editing={notes.some(({ id }) => id === editing) ? editing : undefined}
        onEdit={onEdit}
      />
    </section>
  );
}
