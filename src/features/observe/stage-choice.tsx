import { lastSegment } from '../../domain/ids.ts';
import type { Stage } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import styles from './cards.module.css';
import { stageName } from './stage-name.ts';

/** A stage of the plan, by the last segment of its id; '' is none. One that has left the plan is still named. */
export function StageChoice({
  label,
  id,
  stages,
  value,
  isNoneOffered = false,
  onChange,
}: {
  label?: string;
  id?: string;
  stages: readonly Stage[];
  value: string;
  isNoneOffered?: boolean;
  onChange: (stage: string) => void;
}) {
  const isKnown = value === '' || stages.some((stage) => lastSegment(stage.id) === value);
  return (
    <select
      {...(id && { id })}
      {...(label && { 'aria-label': label })}
      className={styles['select']}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {(isNoneOffered || value === '') && <option value="">{m.observe_late_no_stage()}</option>}
      {!isKnown && <option value={value}>{m.observe_stage_gone()}</option>}
      {stages.map((stage, index) => (
        <option key={stage.id} value={lastSegment(stage.id)}>
          {stageName(stage, index)}
        </option>
      ))}
    </select>
  );
}
