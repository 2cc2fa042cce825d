import { Plus } from 'lucide-react';
import { useState } from 'react';
import { isLastLesson, lessonAfter, type Point } from '../../../domain/discussion.ts';
import { lastSegment } from '../../../domain/ids.ts';
import { m } from '../../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../../notebook/notebook-context.tsx';
import { addPoint, movePoint, removePoint, updatePoint } from '../../../notebook/write-points.ts';
import { AutosaveField } from '../../../ui/autosave-field.tsx';
import { Button } from '../../../ui/button.tsx';
import { MoveButtons } from '../../../ui/move-buttons.tsx';
import { useTapWrite } from '../../../ui/tap-write.tsx';
import type { Review } from '../use-review.ts';
import styles from './discussion-panel.module.css';
import { useRemoved } from './removed.tsx';
import { useShownWords } from './without-names.tsx';

/** What the team agrees to change. After the last lesson of a study the points are for its findings. */
export function Points({ review, points }: { review: Review; points: readonly Point[] }) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const remember = useRemoved();
  const [isOrdering, setIsOrdering] = useState(false);
  const lesson = review.plan.lesson.id;
  const next = lessonAfter(lesson);
  const remove = async (id: string) => {
    await removePoint(notebook, id);
    remember({ kind: 'point', id });
  };
  return (
    <section className={styles['section']} aria-labelledby="discussion-points">
      <div className={styles['head']}>
        <h3 id="discussion-points" className={styles['heading']}>
          {m.discussion_points()}
        </h3>
        {points.length > 0 && (
          <Button writes kind="quiet" aria-pressed={isOrdering} onClick={() => setIsOrdering(!isOrdering)}>
            {isOrdering ? m.discussion_done() : m.discussion_points_order()}
          </Button>
        )}
      </div>
      <p className={styles['hint']}>
        {next === undefined || isLastLesson(review.plan)
          ? m.discussion_points_findings()
          : m.discussion_points_for({ number: lastSegment(next) })}
      </p>
      {points.length > 0 && (
        <ol className={styles['list']} aria-labelledby="discussion-points">
          {points.map((point, index) => (
            <li key={point.id} className={styles['row']}>
              <PointField point={point} number={index + 1} />
              {isOrdering && (
                <>
                  <MoveButtons
                    position={index + 1}
                    count={points.length}
                    thing={m.discussion_point({ number: index + 1 })}
                    onMove={(direction) => movePoint(notebook, points, point.id, direction)}
                  />
                  <Button
                    writes
                    kind="quiet"
                    aria-label={m.discussion_point_remove_named({ number: index + 1 })}
                    onClick={() => attempt(remove(point.id))}
                  >
                    {m.discussion_point_remove()}
                  </Button>
                </>
              )}
            </li>
          ))}
        </ol>
      )}
      <Button
        writes
        kind="quiet"
        className={styles['add']}
        onClick={() => attempt(addPoint(notebook, lesson, ''))}
      >
        <Plus aria-hidden="true" />
        {m.discussion_point_add()}
      </Button>
      {trouble}
    </section>
  );
}

function PointField({ point, number }: { point: Point; number: number }) {
  const { notebook } = useOpenNotebook();
  return (
    <AutosaveField
      multiline
      hideLabel
      className={styles['short']}
      label={m.discussion_point({ number })}
      placeholder={m.discussion_point_hint()}
      {...useShownWords(point)}
      draftKey={`points/${point.id}/text`}
      onSave={(text, shown) => updatePoint(notebook, point.id, text, { text: shown })}
    />
  );
}
