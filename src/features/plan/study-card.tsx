import { Link } from 'wouter';
import { lastSegment } from '../../domain/ids.ts';
import { shortLessonDay } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { LessonProgress, StudyProgress } from '../../notebook/read-study-list.ts';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { aliasOf } from './alias-of.ts';
import { CopyStudyButton } from './copy-study-button.tsx';
import { studyName } from './plan-words.ts';
import styles from './study-card.module.css';

/** One study at a glance: what it is called, its three pupils, how far each lesson has come. */
export function StudyCard({ entry: { study, pupils, progress } }: { entry: StudyProgress }) {
  const home = `/studies/${study.id}`;
  return (
    <article className={styles['card']}>
      <div className={styles['head']}>
        <h2 className={styles['name']}>
          <Link href={home} dir="auto">
            {studyName(study)}
          </Link>
        </h2>
        <CopyStudyButton study={study} />
      </div>
      {study.title.trim() !== '' && study.focusQuestion.trim() !== '' && (
        <p className={styles['question']} dir="auto">
          {study.focusQuestion}
        </p>
      )}
      <ul className={styles['pupils']} aria-label={m.plan_pupils_of_study()}>
        {pupils.map((pupil) => (
          <li key={pupil.letter}>
            <PupilMark subject={pupil.letter} size="s" />
            <span dir="auto">{aliasOf(pupil)}</span>
          </li>
        ))}
      </ul>
      <ul className={styles['lessons']}>
        {progress.map((lesson) => (
          <li key={lesson.lesson.id}>
            <LessonLink home={home} progress={lesson} />
          </li>
        ))}
      </ul>
    </article>
  );
}

function LessonLink({
  home,
  progress: { lesson, stages, notes },
}: {
  home: string;
  progress: LessonProgress;
}) {
  const number = lastSegment(lesson.id);
  return (
    <Link href={`${home}/lessons/${number}`} className={styles['lesson']}>
      <span className={styles['when']}>
        <strong>{m.plan_lesson_number({ number })}</strong>
        {lesson.date !== '' && <span>{shortLessonDay(lesson.date)}</span>}
      </span>
      {lesson.title.trim() !== '' && (
        <span className={styles['title']} dir="auto">
          {lesson.title}
        </span>
      )}
      <span className={styles['state']}>{stateOf({ stages, notes })}</span>
    </Link>
  );
}

function stateOf({ stages, notes }: { stages: number; notes: number }): string {
  if (notes > 0) return m.plan_lesson_observed({ count: notes });
  return stages > 0 ? m.plan_lesson_planned({ count: stages }) : m.plan_lesson_empty();
}
