import { m } from '../../i18n/paraglide/messages.js';
import { wordings } from '../../i18n/wordings.ts';
import { predictionKey, type LessonPlan } from '../../notebook/read-study.ts';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { aliasOf } from './alias-of.ts';
import styles from './lesson-sheet.module.css';
import { cellWords, groupingName, stageName } from './plan-words.ts';

/** Stages down, pupils across; the heads come again on a second page. */
export function SheetTable({ plan: { pupils, stages, criteria, predictions } }: { plan: LessonPlan }) {
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{m.plan_sheet_stage()}</th>
          {pupils.map((pupil) => (
            <th key={pupil.letter} scope="col">
              <span className={styles['pupil']}>
                <PupilMark subject={pupil.letter} size="s" label={pupil.letter} />
                <span dir="auto">{aliasOf(pupil)}</span>
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr className={styles['criteria']}>
          <th scope="row">{m.plan_criterion_row()}</th>
          {pupils.map(({ letter }) => (
            <td key={letter} dir="auto">
              {cellWords(criteria[letter])}
            </td>
          ))}
        </tr>
        {stages.map((stage, index) => (
          <tr key={stage.id}>
            <th scope="row">
              <span dir="auto">{m.plan_stage_heading({ number: index + 1, name: stageName(stage) })}</span>
              <span className={styles['minutes']}>
                {[
                  stage.minutes === null ? '' : m.plan_stage_minutes_short({ count: stage.minutes }),
                  groupingName(stage.grouping),
                ]
                  .filter((fact) => fact !== '')
                  .join(', ')}
              </span>
              <span className={styles['teacher']} dir="auto">
                {wordings(stage, 'teacherDoes', stage.teacherDoes)}
              </span>
            </th>
            {pupils.map(({ letter }) => (
              <td key={letter} dir="auto">
                {cellWords(predictions.get(predictionKey(stage.id, letter)))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
