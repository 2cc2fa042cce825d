import { useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { NoteId } from '../../domain/ids.ts';
import type { Match, Note, Sitting, StageMark } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { hasSeats } from '../../notebook/read-seating.ts';
import { ownMatches } from '../../notebook/read-sitting.ts';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { DEFAULT_GAP_MINUTES, team } from '../../notebook/read-team.ts';
import { endSitting } from '../../notebook/write-lesson.ts';
import { Placeholder } from '../../ui/placeholder.tsx';
import { AwakeNotice } from './awake-notice.tsx';
import { CaptureHeader } from './capture-header.tsx';
import styles from './capture.module.css';
import { CapturePanels, type OpenPanel } from './capture-panels.tsx';
import { ComposerPen } from './composer-pen.tsx';
import { Composer } from './composer.tsx';
import { LeftRunning } from './left-running.tsx';
import { NoteStream } from './note-stream.tsx';
import { usePracticeMark } from './practice-mark.ts';
import { PrivacyCover } from './privacy-cover.tsx';
import { PupilColumns } from './pupil-columns.tsx';
import { OtherTab } from './other-tab.tsx';
import { RunningElsewhere } from './running-elsewhere.tsx';
import { SeatsButton, SeatsInLesson } from './seats-in-lesson.tsx';
import { currentStage, StageBar, useStageTimes } from './stage-bar.tsx';
import { StageCard } from './stage-card.tsx';
import { bySubject } from './by-subject.ts';
import { CaptureProvider, useCaptureTools, useOpenCapture } from './use-capture.ts';
import { useIsWide } from './use-is-wide.ts';
import { useLessonKeys } from './use-lesson-keys.ts';
import { useSittingNotes } from './use-sitting-notes.ts';
import { useVisibleHeight } from './use-visible-height.ts';

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
  const { me } = useOpenNotebook();
  const { keeper } = useCaptureTools();
  const lesson = plan.lesson.id;
  const isWide = useIsWide();
  const notes = useSittingNotes(lesson, sitting.id);
  const matches = useNotebookQuery((open) => ownMatches(open, lesson, me), [lesson, me]) ?? NO_MATCHES;
  const agreed = useNotebookQuery(async (open) => (await team(open)) ?? null, []);
  const practice = usePracticeMark();
  const screen = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useVisibleHeight(screen);
  const [editing, setEditing] = useState<NoteId>();
  const [panel, setPanel] = useState<OpenPanel>();
  // While it is covered: where the cursor was, which the browser takes away from whatever is out of reach.
  const [covered, setCovered] = useState<{ readonly cursor: Element | null }>();
  const isCovered = covered !== undefined;
  const times = useStageTimes(marks);
  const stage = currentStage(plan.stages, times);
  const isDrawing = useStore(keeper.shown, ({ drawing }) => drawing !== undefined);
  const canSeat = useNotebookQuery((open) => hasSeats(open, plan.study.id), [plan.study.id]) ?? false;
  const [isSeatsOpen, setIsSeatsOpen] = useState(false);
  const showsSeats = canSeat && isSeatsOpen;
  const groups = useMemo(() => bySubject(notes ?? []), [notes]);
  const end = useEnd(sitting);
  const cover = () => setCovered({ cursor: document.activeElement });
  useLessonKeys({
    field,
    isCovered,
    stages: plan.stages,
    currentStage: times.current?.stage,
    onCover: cover,
    onHelp: () => setPanel((open) => (open === 'keys' ? undefined : 'keys')),
  });

  // The tags are part of what is reached for blindly: nothing moves once it is there.
  if (notes === undefined || agreed === undefined) return <Placeholder>{m.observe_opening()}</Placeholder>;
  const gapMinutes = agreed?.gapMinutes ?? DEFAULT_GAP_MINUTES;
  const shared = { plan, stage, matches, editing, onEdit: setEditing };
  const openMarks = () => setPanel('marks');
  return (
    <>
      <div ref={screen} className={styles['capture']} inert={isCovered}>
        <CaptureHeader plan={plan} isWide={isWide} onCover={cover} onEnd={() => void end()} />
        {practice?.hint}
        <AwakeNotice />
        <RunningElsewhere lesson={lesson} />
        <OtherTab sitting={sitting.id} />
        <LeftRunning sitting={sitting} lastMs={lastTrace(notes, marks)} onEnd={(atMs) => void end(atMs)} />
        {isWide ? (
          <StageBar stages={plan.stages} marks={marks} onCorrect={openMarks} />
        ) : (
          <StageCard stages={plan.stages} marks={marks} onCorrect={openMarks} />
        )}
        <div className={styles['middle']}>
          <div className={styles[isDrawing ? 'away' : 'there']}>
            {showsSeats ? (
              <SeatsInLesson plan={plan} sitting={sitting.id} field={field} />
            ) : isWide ? (
              <PupilColumns {...shared} notes={groups} me={me} gapMinutes={gapMinutes} />
            ) : (
              <NoteStream {...shared} notes={notes} />
            )}
          </div>
          <ComposerPen sitting={sitting.id} />
          <CapturePanels open={panel} plan={plan} marks={marks} onClose={() => setPanel(undefined)} />
        </div>
        <Composer
          plan={plan}
          tags={agreed?.tags ?? NO_TAGS}
          notes={groups}
          gapMinutes={gapMinutes}
          sitting={sitting.id}
          isWide={isWide}
          field={field}
          seatsButton={
            canSeat && <SeatsButton isOpen={showsSeats} onToggle={() => setIsSeatsOpen(!isSeatsOpen)} />
          }
        />
      </div>
      {covered && <PrivacyCover returnTo={covered.cursor} onOpen={() => setCovered(undefined)} />}
    </>
  );
}

/** When the last note was begun or the last stage tapped, in lesson time. */
function lastTrace(notes: readonly Note[], marks: readonly StageMark[]): number {
  const live = notes.filter(({ afterLesson }) => !afterLesson);
  return Math.max(0, live.at(-1)?.atMs ?? 0, marks.at(-1)?.atMs ?? 0);
}

/** Now, or at the lesson time at which it really ended. */
function useEnd(sitting: Sitting) {
  const { notebook } = useOpenNotebook();
  const { keeper, timer } = useCaptureTools();
  return async (endedMs?: number) => {
    await keeper.finish();
    // It stays open with its words on screen when something could not be saved.
    if (keeper.store.getState().trouble === 'note') return;
    try {
      await timer.keep();
      await endSitting(notebook, sitting.id, endedMs ?? timer.elapsedMs());
    } catch (error) {
      console.warn('The lesson could not be ended yet.', error);
      keeper.store.setState({ trouble: 'tap' });
    }
  };
}
