import type { RefObject } from 'react';
import { useStore } from 'zustand';
import { studyOf, type SittingId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { classNames } from '../../ui/class-names.ts';
import { Placeholder } from '../../ui/placeholder.tsx';
import styles from './composer.module.css';
import { useCaptureTools } from './use-capture.ts';
import { lazy, Waiting } from '../../ui/lazy.tsx';

/** The map is for lessons that have one, and is fetched when it is opened. */
const SeatsPanel = lazy(async () => ({
  default: (await import('../../seating/seats-panel.tsx')).SeatsPanel,
}));

/** The seating plan in place of the notes: a tap on a seat is a tap on who sits there. */
export function SeatsInLesson({
  plan,
  sitting,
  field,
}: {
  plan: LessonPlan;
  sitting: SittingId;
  field: RefObject<HTMLTextAreaElement | null>;
}) {
  const { keeper } = useCaptureTools();
  const writingAt = useStore(keeper.shown, (state) => state.note?.seat);
  return (
    <Waiting fallback={<Placeholder>{m.seating_opening()}</Placeholder>}>
      <SeatsPanel
        study={studyOf(plan.lesson.id)}
        lesson={plan.lesson.id}
        sitting={sitting}
        pupils={plan.pupils}
        writingAt={writingAt}
        onNote={(subject, place) => {
          keeper.choose(subject, place);
          field.current?.focus();
        }}
        onTalk={(from, to) => keeper.tapTalk(from, to)}
      />
    </Waiting>
  );
}

export function SeatsButton({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={isOpen}
      className={classNames(styles['pupil'], styles['seats'])}
      onClick={onToggle}
    >
      {m.seating_seats()}
    </button>
  );
}
