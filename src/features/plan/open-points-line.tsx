import { Link } from 'wouter';
import { m } from '../../i18n/paraglide/messages.js';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { aliasOf } from './alias-of.ts';
import { listOf } from './list-of.ts';
import styles from './notices.module.css';
import { whatIsOpen, type OpenPoints } from './what-is-open.ts';

/** Says plainly what the plan still lacks, and what of it is needed before observing. */
export function OpenPointsLine({ plan }: { plan: LessonPlan }) {
  const open = whatIsOpen(plan);
  const unnamed = plan.pupils.filter(({ letter }) => open.unnamed.includes(letter)).map(aliasOf);
  return (
    <div className={styles['open']}>
      {unnamed.length > 0 && (
        <p className={styles['needed']}>
          {m.plan_needs_aliases({ list: listOf(unnamed) })}{' '}
          <Link href={`/studies/${plan.study.id}/pupils`}>{m.plan_name_pupils()}</Link>
        </p>
      )}
      <p>{openSentence(open, plan)}</p>
    </div>
  );
}

function openSentence(open: OpenPoints, plan: LessonPlan): string {
  if (!open.hasStages) return m.plan_open_stages();
  const points = [...openPredictions(open, plan), ...openCriteria(open, plan)];
  if (points.length > 0) return m.plan_open({ list: listOf(points) });
  return open.unnamed.length > 0 ? '' : m.plan_open_nothing();
}

function openPredictions({ predictions }: OpenPoints, { pupils }: LessonPlan): string[] {
  const counts = new Set(Object.values(predictions));
  const [count = 0] = counts;
  if (counts.size === 1) return count === 0 ? [] : [m.plan_open_predictions_each({ count })];
  return pupils.flatMap((pupil) => {
    const missing = predictions[pupil.letter];
    return missing === 0 ? [] : [m.plan_open_predictions({ count: missing, pupil: aliasOf(pupil) })];
  });
}

function openCriteria({ criteria }: OpenPoints, { pupils }: LessonPlan): string[] {
  if (criteria.length === pupils.length) return [m.plan_open_criterion_each()];
  return pupils
    .filter(({ letter }) => criteria.includes(letter))
    .map((pupil) => m.plan_open_criterion({ pupil: aliasOf(pupil) }));
}
