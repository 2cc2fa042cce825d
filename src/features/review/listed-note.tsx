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

interface Listed {
  readonly note: Note;
  readonly plan: LessonPlan;
  readonly observer: string;
}

/** One note of the list. */
export const ListedNote = memo(function ListedNote({
  isCurrent = false,
  isHidden = false,
  ...listed
}: Listed & {
  /** Somebody came for this note: it is brought into sight and takes the focus. */
  readonly isCurrent?: boolean;
  readonly isHidden?: boolean;
}) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isCurrent) return;
    row.current?.scrollIntoView({ block: 'center' });
    row.current?.focus({ preventScroll: true });
  }, [isCurrent]);
  return (
    <li
      ref={row}
      data-subject={subjectOf(listed.note)}
      className={classNames(tone['tone'], styles['note'], isCurrent && styles['current'])}
      tabIndex={isCurrent ? -1 : undefined}
      hidden={isHidden}
    >
      <ListedWords {...listed} />
    </li>
  );
});

/** When, about whom, what, by whom, in which stage. Memoised: it stays as it is while a filter hides and shows it. */
const ListedWords = memo(function ListedWords({ note, plan, observer }: Listed) {
  const subject = subjectOf(note);
  return (
    <>
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
    </>
  );
});
