import { lastSegment, studyOf, type LessonId } from '../../domain/ids.ts';
import { LESSON_NUMBERS } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { StudyOverview } from '../../notebook/read-study.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import { AddLessonButton } from './add-lesson-button.tsx';
import { PlanPage } from './plan-page.tsx';
import styles from './plan-page.module.css';
import { studyName } from './plan-words.ts';

/** An address of a study that this notebook does not hold, or does not hold yet. */
export function MissingStudy() {
  return (
    <div className={styles['page']}>
      <ScreenHeader title={m.plan_studies_title()} backTo="/studies" backLabel={m.plan_back_to_studies()}>
        <SyncPill />
      </ScreenHeader>
      <div className={styles['body']}>
        <EmptyState title={m.plan_study_missing_title()}>
          <p>{m.plan_study_missing_text()}</p>
          <LinkButton kind="plain" href="/studies">
            {m.plan_to_studies()}
          </LinkButton>
        </EmptyState>
      </div>
    </div>
  );
}

/** An address of a lesson that the study does not have yet offers to add it. */
export function MissingLesson({ overview, lessonId }: { overview: StudyOverview; lessonId: LessonId }) {
  const number = lastSegment(lessonId);
  const existing = overview.lessons.map(({ id }) => lastSegment(id));
  const next = LESSON_NUMBERS.find((candidate) => !existing.includes(candidate));
  const isPossible = LESSON_NUMBERS.some((candidate) => candidate === number);
  return (
    <PlanPage overview={overview} title={studyName(overview.study)}>
      {isPossible && next !== undefined ? (
        <EmptyState title={m.plan_lesson_missing_title({ number })}>
          <p>{m.plan_lesson_missing_text()}</p>
          {next !== number && <p>{m.plan_lesson_missing_order({ before: next })}</p>}
          <AddLessonButton study={overview.study.id} number={next} kind="primary" />
        </EmptyState>
      ) : (
        <EmptyState title={m.plan_lesson_no_such_title()}>
          <p>{m.plan_lesson_no_such_text()}</p>
          <LinkButton kind="plain" href={`/studies/${studyOf(lessonId)}`}>
            {m.plan_to_study()}
          </LinkButton>
        </EmptyState>
      )}
    </PlanPage>
  );
}
