import { useEffect, useState } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { saveDraft } from '../../notebook/drafts.ts';
import { OpenNotebookProvider, useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { ownSittings } from '../../notebook/read-sitting.ts';
import { lessonPlan } from '../../notebook/read-study.ts';
import { startSitting } from '../../notebook/write-lesson.ts';
import { startClock } from '../../domain/lesson-clock.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { Capture } from './capture.tsx';
import { useClockSource } from '../../ui/clock-source.ts';
import { clockKey } from './lesson-timer.ts';
import { PracticeHint } from './practice-hint.tsx';
import { PracticeProvider } from './practice-mark.ts';
import { openPractice, PRACTICE_LESSON, PRACTICE_MEMBER, type Practice } from './practice-notebook.ts';
import { useQuietWindow } from './quiet-mode.ts';

/** A pretend lesson of a minute: everything works as in a real one, and nothing of it stays. */
export function PracticeScreen() {
  const [round, setRound] = useState(1);
  return <PracticeRound key={round} onAgain={() => setRound(round + 1)} />;
}

function PracticeRound({ onAgain }: { onAgain: () => void }) {
  useLanguage();
  useQuietWindow();
  const practice = usePractice();
  if (practice === undefined) return <Placeholder>{m.observe_opening()}</Placeholder>;
  if (practice === 'elsewhere' || practice === 'failed') {
    const isElsewhere = practice === 'elsewhere';
    return (
      <EmptyState title={isElsewhere ? m.observe_practice_elsewhere() : m.observe_practice_failed()}>
        <p>{isElsewhere ? m.observe_practice_elsewhere_hint() : m.observe_practice_failed_hint()}</p>
        <Button kind="primary" onClick={onAgain}>
          {m.observe_practice_again()}
        </Button>
        <LinkButton kind="plain" href="/">
          {m.observe_practice_leave()}
        </LinkButton>
      </EmptyState>
    );
  }
  return (
    <OpenNotebookProvider value={{ notebook: practice.notebook, me: PRACTICE_MEMBER, isDemo: true }}>
      <PretendLesson onAgain={onAgain} />
    </OpenNotebookProvider>
  );
}

function PretendLesson({ onAgain }: { onAgain: () => void }) {
  const plan = useNotebookQuery((open) => lessonPlan(open, PRACTICE_LESSON), []);
  const [sitting] = useNotebookQuery((open) => ownSittings(open, PRACTICE_LESSON, PRACTICE_MEMBER), []) ?? [];
  if (plan === undefined || sitting === undefined) return <Placeholder>{m.observe_opening()}</Placeholder>;
  if (sitting.endedMs !== null) {
    return (
      <EmptyState title={m.observe_practice_done()}>
        <p>{m.observe_practice_done_hint()}</p>
        <LinkButton kind="primary" href="/">
          {m.observe_practice_leave()}
        </LinkButton>
        <Button kind="plain" onClick={onAgain}>
          {m.observe_practice_again()}
        </Button>
      </EmptyState>
    );
  }
  return (
    <PracticeProvider value={{ hint: <PracticeHint sitting={sitting.id} />, wayOut: '/' }}>
      <Capture plan={plan} sitting={sitting} />
    </PracticeProvider>
  );
}

/** Open and running while the screen is there, gone when it is left. */
function usePractice(): Practice | 'elsewhere' | 'failed' | undefined {
  const { notebook } = useOpenNotebook();
  const source = useClockSource();
  const [state, setState] = useState<Practice | 'elsewhere' | 'failed'>();
  useEffect(() => {
    let isLeft = false;
    let opened: Practice | undefined;
    const open = async () => {
      const practice = await openPractice(notebook.now);
      if (practice === 'elsewhere') return practice;
      opened = practice;
      if (isLeft) return await leave(practice);
      const clock = startClock({ monotonicMs: source.monotonicMs(), wallMs: source.wallMs() });
      const firstStage = `${PRACTICE_LESSON}.first`;
      const sitting = await startSitting(practice.notebook, {
        lesson: PRACTICE_LESSON,
        member: PRACTICE_MEMBER,
        firstStage,
      });
      await saveDraft(practice.notebook, clockKey(sitting), clock);
      return practice;
    };
    open().then(
      (result) => {
        if (!isLeft) setState(result);
      },
      (error: unknown) => {
        console.warn('Practice could not be opened.', error);
        if (!isLeft) setState('failed');
      },
    );
    return () => {
      isLeft = true;
      if (opened) void leave(opened);
    };
  }, [notebook, source]);
  return state;
}

/** What could not be deleted now is deleted at the next start. */
async function leave(practice: Practice): Promise<undefined> {
  await practice
    .leave()
    .catch((error: unknown) => console.warn('Practice could not be cleared up yet.', error));
}
