import { useMemo, useRef, useState } from 'react';
import type { NoteId } from '../../domain/ids.ts';
import type { Match, Sitting, StageMark } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { ownMatches } from '../../notebook/read-sitting.ts';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { DEFAULT_GAP_MINUTES, team } from '../../notebook/read-team.ts';
import { endSitting } from '../../notebook/write-lesson.ts';
import { Placeholder } from '../../ui/placeholder.tsx';
import { CaptureHeader } from './capture-header.tsx';
import styles from './capture.module.css';
import { Composer } from './composer.tsx';
import { NoteStream } from './note-stream.tsx';
import { PupilColumns } from './pupil-columns.tsx';
import { currentStage, StageBar, useStageTimes } from './stage-bar.tsx';
import { StageCard } from './stage-card.tsx';
import { bySubject } from './subject-of.ts';
import { CaptureProvider, useCaptureTools, useOpenCapture } from './use-capture.ts';
import { useIsWide } from './use-is-wide.ts';
import { useVisibleHeight } from './use-visible-height.ts';
import { useSittingNotes } from './use-sitting-notes.ts';

/** A running lesson. */
export function Capture({ plan, sitting }: { plan: LessonPlan; sitting: Sitting }) {
  const { tools, marks } = useOpenCapture(plan.lesson.id, sitting);
  if (tools === undefined || marks === undefined) return <Placeholder>{m.observe_opening()}</Placeholder>;
  return (
    <CaptureProvider value={tools}>
      <RunningLesson plan={plan} sitting={sitting} marks={marks} />
    </CaptureProvider>
  );
}

const NO_MATCHES: ReadonlyMap<string, Match> = new Map();
const NO_TAGS: readonly string[] = [];

function RunningLesson({
  plan,
  sitting,
  marks,
}: {
  plan: LessonPlan;
  sitting: Sitting;
  marks: readonly StageMark[];
}) {
  const { notebook, me } = useOpenNotebook();
  const { keeper, timer } = useCaptureTools();
  const lesson = plan.lesson.id;
  const isWide = useIsWide();
  const notes = useSittingNotes(lesson, sitting.id);
  const matches = useNotebookQuery((open) => ownMatches(open, lesson, me), [lesson, me]) ?? NO_MATCHES;
  const agreed = useNotebookQuery(team, []);
  const screen = useRef<HTMLDivElement>(null);
  useVisibleHeight(screen);
  const [editing, setEditing] = useState<NoteId>();
  const stage = currentStage(plan.stages, useStageTimes(marks));
  const groups = useMemo(() => bySubject(notes ?? []), [notes]);

  const end = async () => {
    await keeper.finish();
    // It stays open with its words on screen when something could not be saved.
    if (keeper.store.getState().trouble === 'note') return;
    try {
      await timer.keep();
      await endSitting(notebook, sitting.id, timer.elapsedMs());
    } catch (error) {
      console.warn('The lesson could not be ended yet.', error);
      keeper.store.setState({ trouble: 'tap' });
    }
  };

  if (notes === undefined) return <Placeholder>{m.observe_opening()}</Placeholder>;
  const shared = { plan, stage, matches, editing, onEdit: setEditing };
  return (
    <div ref={screen} className={styles['capture']}>
      <CaptureHeader plan={plan} isWide={isWide} onEnd={() => void end()} />
      {isWide ? (
        <>
          <StageBar stages={plan.stages} marks={marks} />
          <PupilColumns
            {...shared}
            notes={groups}
            me={me}
            gapMinutes={agreed?.gapMinutes ?? DEFAULT_GAP_MINUTES}
          />
        </>
      ) : (
        <>
          <StageCard stages={plan.stages} marks={marks} />
          <NoteStream {...shared} notes={notes} />
        </>
      )}
      <Composer plan={plan} tags={agreed?.tags ?? NO_TAGS} sitting={sitting.id} isWide={isWide} />
    </div>
  );
}
