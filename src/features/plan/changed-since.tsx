import { CornerDownRight } from 'lucide-react';
import { childId, lastSegment, studyOf } from '../../domain/ids.ts';
import type { Lesson } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { carriedPoints } from '../../notebook/read-discussion.ts';
import { updateLesson } from '../../notebook/write-plan.ts';
import { AutosaveField } from '../../ui/autosave-field.tsx';
import styles from './changed-since.module.css';
import { PointsFromReview } from './points-from-review.tsx';

/** What the triad changed because of the lesson before; the first lesson has none before it. */
export function ChangedSince({ lesson }: { lesson: Lesson }) {
  const { notebook } = useOpenNotebook();
  const before = Number(lastSegment(lesson.id)) - 1;
  const lessonBefore = childId(studyOf(lesson.id), String(before));
  const points = useNotebookQuery((n) => carriedPoints(n, lessonBefore), [lessonBefore]);
  if (before < 1) return null;
  return (
    <div className={styles['banner']}>
      <CornerDownRight aria-hidden="true" />
      <div className={styles['body']}>
        <AutosaveField
          className={styles['field']}
          multiline
          label={m.plan_changed_since({ number: before })}
          placeholder={m.plan_changed_hint()}
          value={lesson.changed}
          draftKey={`lessons/${lesson.id}/changed`}
          onSave={(changed, shown) => updateLesson(notebook, lesson.id, { changed }, { changed: shown })}
          beside={lesson.beside?.['changed']}
        />
        {points && <PointsFromReview before={lessonBefore} points={points} />}
      </div>
    </div>
  );
}
