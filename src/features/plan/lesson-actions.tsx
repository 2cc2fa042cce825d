import { Printer } from 'lucide-react';
import { lastSegment } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { noteCount } from '../../notebook/read-lesson.ts';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { LinkButton } from '../../ui/button.tsx';
import { useToday } from './use-today.ts';
import { whatIsOpen } from './what-is-open.ts';

/**
 * Where a planned lesson leads. Without three aliases it cannot be observed; without notes there is nothing to review.
 * Pupils are interviewed from the day of the lesson on.
 */
export function LessonActions({ plan }: { plan: LessonPlan }) {
  const { lesson, study } = plan;
  const notes = useNotebookQuery((notebook) => noteCount(notebook, lesson.id), [lesson.id]) ?? 0;
  const today = useToday();
  const isReady = whatIsOpen(plan).unnamed.length === 0;
  const here = `/studies/${study.id}/lessons/${lastSegment(lesson.id)}`;
  return (
    <>
      <LinkButton kind="quiet" href="/tablet">
        {m.tablet_title()}
      </LinkButton>
      <LinkButton kind="plain" href={`${here}/print`}>
        <Printer aria-hidden="true" />
        {m.plan_print()}
      </LinkButton>
      {isReady && (notes > 0 || (lesson.date !== '' && lesson.date <= today)) && (
        <LinkButton writes kind="plain" href={`${here}/interviews`}>
          {m.interview_link()}
        </LinkButton>
      )}
      {notes > 0 && (
        <LinkButton kind="plain" href={`${here}/review`}>
          {m.plan_review_together()}
        </LinkButton>
      )}
      {isReady ? (
        <LinkButton writes kind="primary" href={`${here}/observe`}>
          {m.plan_start_observing()}
        </LinkButton>
      ) : (
        <LinkButton writes kind="plain" href={`/studies/${study.id}/pupils`}>
          {m.plan_name_pupils()}
        </LinkButton>
      )}
    </>
  );
}
