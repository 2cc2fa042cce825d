import { lastSegment } from '../../domain/ids.ts';
import type { PupilLetter } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { LessonToday, StudyToday } from '../../notebook/read-today.ts';
import { classNames } from '../../ui/class-names.ts';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { pupilName } from './lesson-words.ts';
import styles from './pupils-of-today.module.css';

/** The three focus pupils: what is new for each, and how much was noted about each so far. */
export function PupilsOfToday({ found, next }: { found: StudyToday; next: LessonToday | undefined }) {
  return (
    <ul className={styles['pupils']} aria-label={m.today_focus_pupils()}>
      {found.pupils.map((pupil) => (
        <li key={pupil.letter} className={styles['pupil']}>
          <PupilMark subject={pupil.letter} label={pupil.letter} />
          <p className={styles['words']}>
            <strong dir="auto">{pupilName(pupil)}</strong>{' '}
            <span className={styles['criterion']} dir="auto">
              {criterionOf(pupil.letter, found, next) || m.today_no_criterion()}
            </span>
          </p>
          <div className={styles['lessons']}>
            {found.lessonsToday.map(({ lesson, notesOf }) => (
              <NotesInLesson
                key={lesson.id}
                letter={pupil.letter}
                number={lastSegment(lesson.id)}
                count={notesOf[pupil.letter]}
              />
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function NotesInLesson({ letter, number, count }: { letter: PupilLetter; number: string; count: number }) {
  if (count === 0) return <span className={styles['none']}>{m.today_lesson({ number })}</span>;
  return (
    <span className={classNames(styles['some'], styles[letter])}>
      {m.today_lesson_notes({ number, count })}
    </span>
  );
}

/** The criterion of the lesson that is next; while it has none, the latest there is. */
function criterionOf(
  letter: PupilLetter,
  { lessonsToday }: StudyToday,
  next: LessonToday | undefined,
): string {
  const lessons = next ? [next, ...lessonsToday.toReversed()] : lessonsToday.toReversed();
  const texts = lessons.map(({ criteria }) => criteria[letter]?.text.trim() ?? '');
  return texts.find((text) => text !== '') ?? '';
}
