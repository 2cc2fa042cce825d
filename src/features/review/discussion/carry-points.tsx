import { useState } from 'react';
import { Link } from 'wouter';
import { isLastLesson, lessonAfter, type Point } from '../../../domain/discussion.ts';
import { lastSegment } from '../../../domain/ids.ts';
import { m } from '../../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../../notebook/notebook-context.tsx';
import type { LessonPlan } from '../../../notebook/read-study.ts';
import { carryPoints } from '../../../notebook/write-points.ts';
import { Button } from '../../../ui/button.tsx';
import { lessonPath } from '../../../domain/lesson-path.ts';
import styles from './discussion-panel.module.css';

/** Puts the points into the next lesson's plan, and says before what will happen and after where they are. */
export function CarryPoints({ plan, points }: { plan: LessonPlan; points: readonly Point[] }) {
  const { notebook } = useOpenNotebook();
  const [hasFailed, setHasFailed] = useState(false);
  const lesson = plan.lesson.id;
  const next = lessonAfter(lesson);
  const written = points.filter(({ text }) => text.trim() !== '');
  if (next === undefined || isLastLesson(plan) || written.length === 0) return null;
  const number = lastSegment(next);
  const carried = written.filter(({ carriedAt }) => carriedAt !== null).length;
  const waiting = written.length - carried;
  const isThere = plan.lessons.some(({ id }) => id === next);
  const carry = () =>
    carryPoints(notebook, lesson).then(
      () => setHasFailed(false),
      (error: unknown) => {
        console.warn('Points could not be carried.', error);
        setHasFailed(true);
      },
    );
  return (
    <>
      <div className={styles['carry']} role="status">
        {carried > 0 && (
          <p className={styles['hint']}>
            {m.discussion_carried({ count: carried, number })}{' '}
            {isThere && (
              <Link href={lessonPath(next)} className={styles['link']}>
                {m.discussion_to_plan({ number })}
              </Link>
            )}
          </p>
        )}
      </div>
      {hasFailed && (
        <p role="alert" className={styles['problem']}>
          {m.discussion_carry_failed()}
        </p>
      )}
      {waiting > 0 && (
        <p id="discussion-carry" className={styles['hint']}>
          {isThere ? m.discussion_carry_hint() : m.discussion_carry_adds({ number })}
        </p>
      )}
      {waiting > 0 && (
        <div className={styles['carryNow']}>
          <Button writes kind="primary" aria-describedby="discussion-carry" onClick={() => void carry()}>
            {carried > 0
              ? m.discussion_carry_more({ count: waiting, number })
              : m.discussion_carry({ count: waiting, number })}
          </Button>
        </div>
      )}
    </>
  );
}
