import { memo, useEffect, useRef } from 'react';
import type { StageId } from '../../domain/ids.ts';
import { useLanguage } from '../../i18n/language.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useMayChange } from '../../ui/read-only.ts';
import { inSentence } from './alias-of.ts';
import { groupingName, stageName } from './plan-words.ts';
import styles from './stage-card.module.css';

interface StageCardProps {
  readonly id: StageId;
  readonly position: number;
  readonly name: string;
  readonly minutes: number | null;
  readonly grouping: string;
  readonly teacherDoes: string;
  readonly isRestored: boolean;
  readonly hasTwoVersions: boolean;
  readonly takesFocus: boolean;
  readonly onEdit: (id: StageId) => void;
}

/** A stage as it is read. A tap anywhere on it opens its fields. */
export const StageCard = memo(function StageCard(props: StageCardProps) {
  const { id, position, minutes, grouping, teacherDoes, takesFocus, onEdit } = props;
  useLanguage();
  const mayChange = useMayChange();
  const name = inSentence(stageName(props), 80);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus]);
  return (
    <div className={styles['card']}>
      <p className={styles['facts']}>
        {minutes !== null && <span>{m.plan_stage_minutes_short({ count: minutes })}</span>}
        {grouping !== '' && <bdi>{groupingName(grouping)}</bdi>}
        {mayChange && (
          <span className={styles['edit']} aria-hidden="true">
            {m.plan_stage_edit()}
          </span>
        )}
      </p>
      <h3 className={styles['name']}>
        {mayChange ? (
          <button
            ref={button}
            type="button"
            className={styles['open']}
            aria-label={m.plan_stage_open({ number: position, name })}
            onClick={() => onEdit(id)}
          >
            <bdi>{m.plan_stage_heading({ number: position, name })}</bdi>
          </button>
        ) : (
          <bdi>{m.plan_stage_heading({ number: position, name })}</bdi>
        )}
      </h3>
      {teacherDoes !== '' && (
        <p className={styles['teacher']} dir="auto">
          {teacherDoes}
        </p>
      )}
      {props.hasTwoVersions && <p className={styles['remark']}>{m.plan_stage_two_versions()}</p>}
      {props.isRestored && <p className={styles['remark']}>{m.plan_stage_restored()}</p>}
    </div>
  );
});
