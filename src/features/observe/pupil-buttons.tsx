import { useId, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Note } from '../../domain/note.ts';
import type { Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { classNames } from '../../ui/class-names.ts';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import styles from './composer.module.css';
import { GapBadge } from './gap-badge.tsx';
import { keepKeyboard } from './keep-keyboard.ts';
import { watchedBy } from './lesson-words.ts';
import tone from '../../ui/tone.module.css';
import { useCaptureTools } from './use-capture.ts';

/** A tap here is where a note begins: it fixes the time and the stage, and the cursor goes to the field. */
export function PupilButtons({
  plan,
  isWide,
  notes,
  gapMinutes,
  onChosen,
  children,
}: {
  plan: LessonPlan;
  isWide: boolean;
  notes: ReadonlyMap<Subject, readonly Note[]>;
  gapMinutes: number;
  onChosen: () => void;
  /** Another way to choose, such as the seating plan. */
  children?: ReactNode;
}) {
  const { me } = useOpenNotebook();
  const id = useId();
  const watched: readonly Subject[] = watchedBy(plan, me);
  const buttons: readonly { subject: Subject; alias: string; name: string }[] = [
    ...plan.pupils.map(({ letter, alias }) => ({
      subject: letter,
      alias: alias === '' ? letter : alias,
      name: alias === '' ? letter : m.observe_pupil({ letter, alias }),
    })),
    { subject: 'class', alias: m.observe_class(), name: m.observe_class() },
  ];
  return (
    <div role="group" aria-label={m.observe_pupils()} className={styles['pupils']}>
      {buttons.map(({ subject, alias, name }) => (
        <PupilButton
          key={subject}
          subject={subject}
          name={name}
          describedBy={`${id}-${subject}`}
          onChosen={onChosen}
        >
          {/* The space makes what is seen, "A Robin", the name that is spoken to it. */}
          <PupilMark subject={subject} />{' '}
          {isWide ? (
            <span className={styles['alias']} dir="auto">
              {alias}
            </span>
          ) : (
            <GapBadge
              id={`${id}-${subject}`}
              lastMs={notes.get(subject)?.at(-1)?.atMs ?? undefined}
              gapMinutes={watched.includes(subject) ? gapMinutes : undefined}
            />
          )}
        </PupilButton>
      ))}
      {children}
    </div>
  );
}

function PupilButton({
  subject,
  name,
  describedBy,
  onChosen,
  children,
}: {
  subject: Subject;
  name: string;
  describedBy: string;
  onChosen: () => void;
  children: ReactNode;
}) {
  const { keeper } = useCaptureTools();
  const isChosen = useStore(keeper.shown, (state) => state.subject === subject);
  return (
    <button
      type="button"
      data-subject={subject}
      aria-label={name}
      aria-describedby={describedBy}
      aria-pressed={isChosen}
      className={classNames(tone['tone'], styles['pupil'])}
      onMouseDown={keepKeyboard}
      onClick={() => {
        keeper.choose(subject);
        onChosen();
      }}
    >
      {children}
    </button>
  );
}
