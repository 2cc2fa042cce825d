import { memo, type CSSProperties, type ReactNode } from 'react';
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
import tone from '../../ui/tone.module.css';
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
  const isWritingOfClass = useStore(keeper.shown, (state) => state.note?.pupil === 'class');
  const ofClass = notes.get('class') ?? NO_NOTES;
  const watched = watchedBy(plan, me);
  return (
    <div className={styles['columns']} style={{ '--pupils': plan.pupils.length } as CSSProperties}>
      {plan.pupils.map(({ letter }) => {
        const key = stage && predictionKey(stage.id, letter);
        const own = notes.get(letter) ?? NO_NOTES;
        return (
          <Column key={letter} subject={letter}>
            <ColumnHead
              subject={letter}
              name={pupilName(plan, letter)}
              notes={own}
              gapMinutes={watched.includes(letter) ? gapMinutes : undefined}
            />
            {stage && (
              <PredictionCard
                stage={stage.id}
                letter={letter}
                name={pupilName(plan, letter)}
                text={plan.predictions.get(key ?? '')?.text ?? ''}
                match={matches.get(key ?? '')?.value ?? ''}
              />
            )}
            <NoteList notes={own} editing={editedAmong(own, editing)} onEdit={onEdit} />
          </Column>
        );
      })}
      {(ofClass.length > 0 || isWritingOfClass) && (
        <Column subject="class">
          <ColumnHead subject="class" name={m.observe_class()} notes={ofClass} gapMinutes={undefined} />
          <NoteList notes={ofClass} editing={editedAmong(ofClass, editing)} onEdit={onEdit} />
        </Column>
      )}
    </div>
  );
});

const NO_NOTES: readonly Note[] = [];

/** What stands in it is drawn by the columns, so that a tap on another pupil draws two edges and nothing within. */
function Column({ subject, children }: { subject: Subject; children: ReactNode }) {
  const { keeper } = useCaptureTools();
  const isChosen = useStore(keeper.shown, (state) => state.subject === subject);
  return (
    <section
      aria-labelledby={headingOf(subject)}
      data-subject={subject}
      className={classNames(tone['tone'], styles['column'], isChosen && styles['chosen'])}
    >
      {children}
    </section>
  );
}

function ColumnHead({
  subject,
  name,
  notes,
  gapMinutes,
}: {
  subject: Subject;
  name: string;
  notes: readonly Note[];
  /** Undefined for whom this observer does not watch. */
  gapMinutes: number | undefined;
}) {
  return (
    <div className={styles['head']}>
      <PupilMark subject={subject} />
      <div className={styles['words']}>
        <h2 id={headingOf(subject)} className={styles['name']} dir="auto">
          {name}
        </h2>
        <GapLine count={notes.length} lastMs={notes.at(-1)?.atMs ?? undefined} gapMinutes={gapMinutes} />
      </div>
    </div>
  );
}

function headingOf(subject: Subject): string {
  return `column-${subject}`;
}

function editedAmong(notes: readonly Note[], editing: NoteId | undefined): NoteId | undefined {
  return notes.some(({ id }) => id === editing) ? editing : undefined;
}
