import { useCallback, useState, type CSSProperties } from 'react';
import { lastSegment, type StageId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { useMayChange } from '../../ui/read-only.ts';
import { WritersOnly } from '../../ui/writers-only.tsx';
import { AddStage } from './add-stage.tsx';
import { aliasOf } from './alias-of.ts';
import { CopyStages } from './copy-stages.tsx';
import { CriterionField } from './criterion-field.tsx';
import { OpenPointsLine } from './open-points-line.tsx';
import { RemovedStage } from './removed-stage.tsx';
import { StageRow } from './stage-row.tsx';
import { useStageLeftOpen } from './use-stage-left-open.ts';
import styles from './prediction-grid.module.css';

/** Stages down, pupils across: what each of the three is expected to do. On a narrow screen, stage after stage. */
export function PredictionGrid({ plan }: { plan: LessonPlan }) {
  const { lesson, pupils, stages, criteria } = plan;
  const mayChange = useMayChange();
  const [edited, setEdited] = useState<StageId>();
  const [left, setLeft] = useState<StageId>();
  const [removed, setRemoved] = useState<{ id: StageId; name: string }>();
  const edit = useCallback((id: StageId) => setEdited(id), []);
  useStageLeftOpen(stages, edit);

  return (
    <div className={styles['grid']} style={{ '--pupils': pupils.length } as CSSProperties}>
      <section className={styles['row']} aria-labelledby="plan-criteria">
        <div className={styles['corner']}>
          <h2 id="plan-criteria">{m.plan_new_for_each()}</h2>
          <p>{m.plan_criterion_row()}</p>
        </div>
        {pupils.map((pupil) => (
          <div key={pupil.letter} className={styles['head']}>
            <p className={styles['alias']}>
              <PupilMark subject={pupil.letter} />
              <span dir="auto">{aliasOf(pupil)}</span>
            </p>
            <CriterionField
              lesson={lesson.id}
              letter={pupil.letter}
              pupil={aliasOf(pupil)}
              text={criteria[pupil.letter]?.text ?? ''}
              beside={criteria[pupil.letter]?.beside?.['text']}
            />
          </div>
        ))}
      </section>
      <h2 className="visually-hidden">{m.plan_stages()}</h2>
      <ol className={styles['stages']}>
        {stages.map((stage, index) => (
          <StageRow
            key={stage.id}
            plan={plan}
            stage={stage}
            position={index + 1}
            isEdited={mayChange && edited === stage.id}
            takesFocus={left === stage.id}
            onEdit={edit}
            onDone={() => {
              setEdited(undefined);
              setLeft(stage.id);
            }}
            onRemoved={(gone) => {
              setEdited(undefined);
              setRemoved(gone);
            }}
          />
        ))}
      </ol>
      {removed !== undefined && (
        <RemovedStage
          key={removed.id}
          stage={removed}
          onBack={() => {
            setRemoved(undefined);
            setLeft(removed.id);
          }}
        />
      )}
      <WritersOnly>
        <AddStage
          lesson={lesson.id}
          stages={stages}
          onAdded={(id, { isEmpty }) => {
            if (isEmpty) setEdited(id);
          }}
        />
      </WritersOnly>
      <div className={styles['foot']}>
        <WritersOnly>
          <CopyStages lesson={lesson.id} from={Number(lastSegment(lesson.id)) - 1} />
        </WritersOnly>
        <OpenPointsLine plan={plan} />
      </div>
    </div>
  );
}
