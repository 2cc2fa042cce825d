import { memo } from 'react';
import { useSearch } from 'wouter';
import { lastSegment, type LessonId } from '../../domain/ids.ts';
import { useLanguage } from '../../i18n/language.ts';
import { LanguageSwitch } from '../../i18n/language-switch.tsx';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { lessonInterviews } from '../../notebook/read-interviews.ts';
import { prompts as readPrompts } from '../../notebook/read-prompts.ts';
import { lessonPlan, type LessonPlan } from '../../notebook/read-study.ts';
import { members } from '../../notebook/read-team.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import { Interviews } from './interviews.tsx';
import { lessonPath } from '../../domain/lesson-path.ts';

/** After the lesson: each focus pupil's own words. Memoised against each step of sending, which must not reach a typist. */
export const InterviewScreen = memo(function InterviewScreen({ lessonId }: { lessonId: LessonId }) {
  useLanguage();
  const wanted = new URLSearchParams(useSearch()).get('pupil');
  const found = useNotebookQuery(
    async (notebook) => ({ plan: await lessonPlan(notebook, lessonId) }),
    [lessonId],
  );
  const interviews = useNotebookQuery((notebook) => lessonInterviews(notebook, lessonId), [lessonId]);
  const prompts = useNotebookQuery(readPrompts, []);
  const team = useNotebookQuery(members, []);
  if (found === undefined || interviews === undefined || prompts === undefined || team === undefined) {
    return <Placeholder>{m.interview_opening()}</Placeholder>;
  }
  const { plan } = found;
  if (plan === undefined) {
    return (
      <EmptyState title={m.review_no_lesson()}>
        <p>{m.review_no_lesson_hint()}</p>
        <LinkButton kind="plain" href="/studies">
          {m.review_to_studies()}
        </LinkButton>
      </EmptyState>
    );
  }
  // One who was deleted for everyone is not among them, and of three who were there is nothing to ask.
  const pupil = plan.pupils.find(({ letter }) => letter === wanted) ?? plan.pupils[0];
  return (
    <>
      <Header plan={plan} />
      {pupil && (
        <Interviews plan={plan} interviews={interviews} prompts={prompts} team={team} letter={pupil.letter} />
      )}
    </>
  );
});

function Header({ plan: { lesson } }: { plan: LessonPlan }) {
  return (
    <ScreenHeader
      title={m.interview_title({ number: lastSegment(lesson.id) })}
      subtitle={m.interview_subtitle()}
      backTo={lessonPath(lesson.id)}
      backLabel={m.review_back()}
    >
      <SyncPill />
      <LanguageSwitch />
    </ScreenHeader>
  );
}
