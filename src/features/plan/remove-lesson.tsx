import { useState } from 'react';
import { useLocation } from 'wouter';
import { lastSegment, studyOf, type LessonId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { noteCount } from '../../notebook/read-lesson.ts';
import { studyOverview } from '../../notebook/read-study.ts';
import { removeLesson } from '../../notebook/write-plan.ts';
import { Button } from '../../ui/button.tsx';
import { useMayChange } from '../../ui/read-only.ts';
import { useTapWrite } from '../../ui/tap-write.tsx';
import styles from './lesson-details.module.css';

/** Takes the last lesson from the study while nobody has observed it. Adding it again brings its plan back. */
export function RemoveLesson({ lesson }: { lesson: LessonId }) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const [, navigate] = useLocation();
  const [isRemoving, setIsRemoving] = useState(false);
  const study = studyOf(lesson);
  const number = lastSegment(lesson);
  const canGo = useNotebookQuery(
    async (n) => {
      const [overview, notes] = await Promise.all([studyOverview(n, study), noteCount(n, lesson)]);
      return notes === 0 && number !== '1' && overview?.lessons.at(-1)?.id === lesson;
    },
    [lesson],
  );
  const mayChange = useMayChange();
  if (!canGo || !mayChange) return null;
  const remove = async () => {
    setIsRemoving(true);
    try {
      await removeLesson(notebook, lesson);
      navigate(`/studies/${study}`);
    } finally {
      setIsRemoving(false);
    }
  };
  return (
    <div className={styles['remove']}>
      <Button kind="quiet" disabled={isRemoving} onClick={() => attempt(remove())}>
        {m.plan_lesson_remove({ number })}
      </Button>
      {trouble}
      <p>{m.plan_lesson_remove_hint({ number })}</p>
    </div>
  );
}
