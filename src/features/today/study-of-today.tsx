import { Link } from 'wouter';
import { lastSegment, type LessonId, type StudyId } from '../../domain/ids.ts';
import { LESSON_NUMBERS } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { studyToday } from '../../notebook/read-today.ts';
import { WritersOnly } from '../../ui/writers-only.tsx';
import { LessonCard, LessonToCome } from './lesson-card.tsx';
import { NextLesson } from './next-lesson-card.tsx';
import { PupilsOfToday } from './pupils-of-today.tsx';
import styles from './today-screen.module.css';

/** One study: its next lesson, its three lessons, its three pupils. */
export function StudyOfToday({
  studyId,
  nextId,
  today,
}: {
  studyId: StudyId;
  nextId: LessonId | undefined;
  today: string;
}) {
  const { me } = useOpenNotebook();
  const found = useNotebookQuery((notebook) => studyToday(notebook, studyId, me), [studyId, me]);
  if (found === undefined) return null;
  const { study, lessonsToday } = found;
  const next = lessonsToday.find(({ lesson }) => lesson.id === nextId);
  const isOver = study.status === 'finished';
  const last = lastSegment(lessonsToday.at(-1)?.lesson.id ?? '');
  const title = study.focusQuestion.trim() || study.title.trim() || m.today_untitled();
  return (
    <>
      {next && <NextLesson next={next} today={today} />}
      <section className={styles['study']} aria-labelledby="study-of-today">
        <div className={styles['studyTitle']}>
          <h2 id="study-of-today" dir="auto">
            {title}
          </h2>
          <Link href={`/studies/${studyId}`} className={styles['plan']}>
            {m.today_study_plan()}
          </Link>
          <Link href={`/studies/${studyId}/findings`} className={styles['plan']}>
            {m.findings_title()}
          </Link>
          <WritersOnly>
            <Link href={`/studies/${studyId}/report`} className={styles['plan']}>
              {m.today_take_out()}
            </Link>
          </WritersOnly>
        </div>
        <ol className={styles['lessons']}>
          {LESSON_NUMBERS.map((number, index) => {
            const lesson = lessonsToday.find(({ lesson: { id } }) => id === `${studyId}.${number}`);
            return (
              <li key={number}>
                {lesson ? (
                  <LessonCard lesson={lesson} today={today} isNext={lesson === next} />
                ) : (
                  <LessonToCome number={number} before={isOver ? last : String(index)} isOver={isOver} />
                )}
              </li>
            );
          })}
        </ol>
        <PupilsOfToday found={found} next={next} />
      </section>
    </>
  );
}
