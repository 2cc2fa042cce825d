import { memo } from 'react';
import { useSearch } from 'wouter';
import type { LessonId } from '../../domain/ids.ts';
import { useLanguage } from '../../i18n/language.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { DrawnNotesProvider } from '../../media/drawn-notes.tsx';
import { LessonPhotosProvider } from '../../media/lesson-photos.tsx';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { ownSittings } from '../../notebook/read-sitting.ts';
import { lessonPlan } from '../../notebook/read-study.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { Capture } from './capture.tsx';
import { useQuietWindow } from './quiet-mode.ts';
import { lazy, Waiting } from '../../ui/lazy.tsx';

const StartCard = lazy(async () => ({ default: (await import('./start-card.tsx')).StartCard }));
const EndCard = lazy(async () => ({ default: (await import('./end-card.tsx')).EndCard }));

/**
 * Before, during and after this observer's own watch over a lesson. A running one is entered at once, also after a crash.
 * Memoised: each step of sending draws the page anew, and that must not reach a screen somebody types on.
 */
export const ObserveScreen = memo(function ObserveScreen({ lessonId }: { lessonId: LessonId }) {
  useLanguage();
  useQuietWindow();
  // Asked for by who did not watch here and has something to add: the teacher of the lesson, or anyone.
  const isAfter = new URLSearchParams(useSearch()).has('after');
  const { me } = useOpenNotebook();
  const found = useNotebookQuery(
    async (notebook) => ({ plan: await lessonPlan(notebook, lessonId) }),
    [lessonId],
  );
  const sittings = useNotebookQuery((notebook) => ownSittings(notebook, lessonId, me), [lessonId, me]);
  if (found === undefined || sittings === undefined) return <Placeholder>{m.observe_opening()}</Placeholder>;
  const { plan } = found;
  if (plan === undefined) {
    return (
      <EmptyState title={m.observe_no_lesson()}>
        <p>{m.observe_no_lesson_hint()}</p>
        <LinkButton kind="plain" href="/studies">
          {m.observe_to_studies()}
        </LinkButton>
      </EmptyState>
    );
  }
  const running = sittings.find(({ endedMs }) => endedMs === null);
  const ended = sittings[0];
  const opening = <Placeholder>{m.observe_opening()}</Placeholder>;
  if (running === undefined && ended === undefined && !isAfter) {
    return (
      <Waiting fallback={opening}>
        <StartCard plan={plan} />
      </Waiting>
    );
  }
  return (
    <DrawnNotesProvider lesson={lessonId}>
      <LessonPhotosProvider lesson={lessonId}>
        {running ? (
          <Capture key={running.id} plan={plan} sitting={running} />
        ) : (
          <Waiting fallback={opening}>
            <EndCard plan={plan} sitting={ended} />
          </Waiting>
        )}
      </LessonPhotosProvider>
    </DrawnNotesProvider>
  );
});
