import { memo } from 'react';
import { formatLessonTime } from '../../domain/lesson-clock.ts';
import type { Note } from '../../domain/note.ts';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { classNames } from '../../ui/class-names.ts';
import { Initials } from '../../ui/initials.tsx';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import styles from './all-notes.module.css';
import { NoteComments } from './note-comments.tsx';
import { NoteWords } from './note-words.tsx';
import { subjectOf } from './review-rows.ts';
import { stageName, subjectName } from './review-words.ts';
import tone from './tone.module.css';

/** One note of the list: when, about whom, what, by whom, in which stage. */
export const ListedNote = memo(function ListedNote({
  note,
  plan,
  observer,
}: {
  note: Note;
  plan: LessonPlan;
  observer: string;
}) {
  const subject = subjectOf(note);
  return (
    <li data-subject={subject} className={classNames(tone['tone'], styles['note'])}>
      <span className={styles['time']}>{formatLessonTime(note.atMs ?? 0)}</span>
      <PupilMark subject={subject} label={subjectName(plan, subject)} />
      <NoteWords note={note} showsKind />
      <span className={styles['observer']}>
        <Initials name={observer} />
        <span dir="auto">{observer}</span>
      </span>
      <span className={styles['stage']} dir="auto">
        {stageName(plan.stages, note.stage)}
      </span>
      <div className={styles['comments']}>
        <NoteComments note={note} />
      </div>
    </li>
  );
});
