import { lastSegment } from '../../domain/ids.ts';
import { suggestedReview } from '../../domain/review-date.ts';
import { STUDY_STATUSES, type Lesson, type Study } from '../../domain/study.ts';
import type { Fields } from '../../domain/tables.ts';
import { longDate } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { MomentField } from '../../ui/moment-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useTapWrite } from '../../ui/tap-write.tsx';
import styles from './study-tabs.module.css';
import { useToday } from './use-today.ts';

/** When the study is, how far it is, and when the team looks again at what it keeps about children. */
export function StudyDates({
  study,
  lessons,
  onSave,
}: {
  study: Study;
  lessons: readonly Lesson[];
  onSave: (fields: Fields<'studies'>) => Promise<void>;
}) {
  const { attempt, trouble } = useTapWrite();
  const { id, startsOn, endsOn, reviewOn } = study;
  const status = STUDY_STATUSES.find((known) => known === study.status) ?? 'planning';
  const suggested = suggestedReview(study, useToday());
  const offersReview = suggested !== undefined && (reviewOn === '' || reviewOn < endsOn);
  return (
    <section className={styles['section']} aria-labelledby="plan-dates">
      <h2 id="plan-dates">{m.plan_section_dates()}</h2>
      <SelectField
        label={m.plan_status()}
        hint={statusHint(status, lessons)}
        value={status}
        options={STUDY_STATUSES.map((value) => ({ value, label: STATUS_NAMES[value]() }))}
        onChange={(chosen) => attempt(onSave({ status: chosen }))}
      />
      {trouble}
      <MomentField
        label={m.plan_starts_on()}
        type="date"
        value={startsOn}
        draftKey={`studies/${id}/startsOn`}
        onSave={(day) => onSave({ startsOn: day })}
      />
      <MomentField
        label={m.plan_ends_on()}
        type="date"
        hint={startsOn !== '' && endsOn !== '' && endsOn < startsOn ? m.plan_ends_before() : undefined}
        value={endsOn}
        draftKey={`studies/${id}/endsOn`}
        onSave={(day) => onSave({ endsOn: day })}
      />
      <MomentField
        label={m.plan_review_on()}
        type="date"
        hint={m.plan_review_on_hint()}
        value={reviewOn}
        draftKey={`studies/${id}/reviewOn`}
        onSave={(day) => onSave({ reviewOn: day })}
      />
      {offersReview && (
        <Button writes kind="plain" onClick={() => attempt(onSave({ reviewOn: suggested }))}>
          {m.plan_review_suggest({ day: longDate(suggested) })}
        </Button>
      )}
    </section>
  );
}

const STATUS_NAMES = {
  planning: m.plan_status_planning,
  teaching: m.plan_status_teaching,
  finished: m.plan_status_finished,
} as const;

function statusHint(status: string, lessons: readonly Lesson[]): string {
  const last = lessons.at(-1);
  if (status === 'finished' && last !== undefined && lessons.length < 3) {
    return m.plan_stopped_after({ number: lastSegment(last.id) });
  }
  return m.plan_may_stop();
}
