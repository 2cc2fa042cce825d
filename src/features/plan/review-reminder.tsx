import { isReviewDue, yearAfter } from '../../domain/review-date.ts';
import type { Study } from '../../domain/study.ts';
import { longDate } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { updateStudy } from '../../notebook/write-plan.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useTapWrite } from '../../ui/tap-write.tsx';
import styles from './notices.module.css';
import { useToday } from './use-today.ts';

/** On every page of a study whose review date has come: what is kept about children is not kept by forgetting it. */
export function ReviewReminder({ study }: { study: Study }) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const today = useToday();
  if (!isReviewDue(study, today)) return null;
  const later = yearAfter(today);
  return (
    <section className={styles['reminder']} aria-label={m.plan_review_due_title()}>
      <p>
        <strong>{m.plan_review_due_title()}</strong>{' '}
        {m.plan_review_due_text({ day: longDate(study.reviewOn) })}
      </p>
      {later !== undefined && (
        <Button
          writes
          kind="plain"
          onClick={() => attempt(updateStudy(notebook, study.id, { reviewOn: later }))}
        >
          {m.plan_review_later({ day: longDate(later) })}
        </Button>
      )}
      <LinkButton writes kind="quiet" href={`/studies/${study.id}/delete`}>
        {m.erase_study_link()}
      </LinkButton>
      {trouble}
    </section>
  );
}
