import { subjectOf } from '../../domain/study.ts';
import { memo, useEffect, useRef } from 'react';
import { formatCommonTime } from '../../domain/common-time.ts';
import type { Note } from '../../domain/note.ts';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { classNames } from '../../ui/class-names.ts';
import { Initials } from '../../ui/initials.tsx';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import styles from './all-notes.module.css';
import { NoteComments } from './note-comments.tsx';
import { NoteWords } from './note-words.tsx';
import { stageName, subjectName } from './review-words.ts';
import tone from '../../ui/tone.module.css';

/** One note of the list: when, about whom, what, by whom, in which stage. */
export const ListedNote = memo(function ListedNote({
  note,
  plan,
  observer,
  isCurrent = false,
}: {
  note: Note;
  plan: LessonPlan;
  observer: string;
  /** Somebody came for this note: it is brought into sight and takes the focus. */
  isCurrent?: boolean;
}) {
  const subject = subjectOf(note);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isCurrent) return;
    row.current?.scrollIntoView({ block: 'center' });
    row.current?.focus({ preventScroll: true });
  }, [isCurrent]);
  return (
    <li
      ref={row}
      data-subject={subject}
      className={classNames(tone['tone'], styles['note'], isCurrent && styles['current'])}
      tabIndex={isCurrent ? -1 : undefined}
    >
      <span className={styles['time']}>{formatCommonTime(note.atMs ?? 0)}</span>
      <PupilMark subject={subject} label={subjectName(plan, subject)} />
      <NoteWords note={note} showsKind />
      <span className={styles['observer']}>
        <Initials name={observer} />
        <span dir="auto">{observer}</span>
      </span>
      <span className={styles['stage']} dir="auto">
        {stageName(plan.stages, note.stage)}
      </span>
      <div className={styles['talk']}>
        <NoteComments note={note} />
      </div>
    </li>
  );
});
