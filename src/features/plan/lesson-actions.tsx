import { m } from '../../i18n/paraglide/messages.js';
import { LinkButton } from '../../ui/button.tsx';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { lessonPath } from '../../domain/lesson-path.ts';
import { whatIsOpen } from './what-is-open.ts';

/**
 * What a planned lesson is for: to be observed, and to be reviewed together once there are notes; until then the tablet
 * is made ready for it. Without three aliases it cannot be observed.
 */
export function LessonActions({ plan, hasNotes }: { plan: LessonPlan; hasNotes: boolean }) {
  const { lesson, study } = plan;
  const isReady = whatIsOpen(plan).unnamed.length === 0;
  return (
    <>
      {hasNotes ? (
        <LinkButton kind="plain" href={`${lessonPath(lesson.id)}/review`}>
          {m.plan_review_together()}
        </LinkButton>
      ) : (
        <LinkButton kind="plain" href="/tablet">
          {m.tablet_title()}
        </LinkButton>
      )}
      {isReady ? (
        <LinkButton writes kind="primary" href={`${lessonPath(lesson.id)}/observe`}>
          {m.plan_start_observing()}
        </LinkButton>
      ) : (
        <LinkButton writes kind="primary" href={`/studies/${study.id}/pupils`}>
          {m.plan_name_pupils()}
        </LinkButton>
      )}
    </>
  );
}
