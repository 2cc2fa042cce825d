import { m } from '../../i18n/paraglide/messages.js';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { MoreLink } from '../../ui/more-menu.tsx';
import { lessonPath } from '../../domain/lesson-path.ts';
import { useToday } from './use-today.ts';
import { whatIsOpen } from './what-is-open.ts';

/** Where a planned lesson leads less often. Pupils are interviewed from the day of the lesson on. */
export function LessonPlaces({ plan, hasNotes }: { plan: LessonPlan; hasNotes: boolean }) {
  const { lesson } = plan;
  const today = useToday();
  const isReady = whatIsOpen(plan).unnamed.length === 0;
  const hasBegun = hasNotes || (lesson.date !== '' && lesson.date <= today);
  return (
    <>
      <MoreLink href={`${lessonPath(lesson.id)}/print`}>{m.plan_print()}</MoreLink>
      {isReady && hasBegun && (
        <MoreLink writes href={`${lessonPath(lesson.id)}/interviews`}>
          {m.interview_link()}
        </MoreLink>
      )}
      {hasNotes && <MoreLink href="/tablet">{m.tablet_title()}</MoreLink>}
    </>
  );
}
