import { Link } from 'wouter';
import { lastSegment, studyOf } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { LessonToday } from '../../notebook/read-today.ts';
import { classNames } from '../../ui/class-names.ts';
import { lessonAndDay, stateWords, stepOf } from './lesson-words.ts';
import styles from './lesson-card.module.css';

export function LessonCard({
  lesson: state,
  today,
  isNext,
}: {
  lesson: LessonToday;
  today: string;
  isNext: boolean;
}) {
  const { lesson } = state;
  const title = lesson.title.trim();
  return (
    <Link
      href={`/studies/${studyOf(lesson.id)}/lessons/${lastSegment(lesson.id)}`}
      className={classNames(styles['card'], isNext && styles['next'])}
    >
      <span className={styles['day']}>{lessonAndDay(lesson, today)}</span>
      <span className={classNames(styles['title'], title === '' && styles['open'])} dir="auto">
        {title === '' ? m.today_no_title() : title}
      </span>
      <span className={styles['state']}>{stateWords(state).join(' · ')}</span>
      <span className={styles['bar']} aria-hidden="true">
        <span className={styles[stepOf(state)]} />
      </span>
    </Link>
  );
}

/** A lesson that nobody has begun to plan: there may never be one, and of a finished study there will not. */
export function LessonToCome({
  number,
  before,
  isOver,
}: {
  number: string;
  before: string;
  isOver: boolean;
}) {
  return (
    <div className={classNames(styles['card'], styles['toCome'])}>
      <span className={styles['day']}>{m.today_lesson({ number })}</span>
      <span className={classNames(styles['title'], styles['open'])}>
        {isOver ? m.today_ended({ number: before }) : m.today_after_review({ number: before })}
      </span>
    </div>
  );
}
