import { useState } from 'react';
import { lastSegment, type LessonId, type SittingId, type StudyId } from '../domain/ids.ts';
import { formatLessonTime } from '../domain/lesson-clock.ts';
import type { Subject } from '../domain/study.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../notebook/notebook-context.tsx';
import { lessonInteractions, seatingPlan } from '../notebook/read-seating.ts';
import { Choice } from '../ui/choice.tsx';
import { Placeholder } from '../ui/placeholder.tsx';
import { placeName, subjectAt, type SeatedPupils } from './seat-name.ts';
import styles from './seats-panel.module.css';
import { SeatingMap } from './seating-map.tsx';

type Mode = 'notes' | 'talk';

/** The map in a running lesson. A tap on a seat begins a note; in the other mode two taps, or a line, are who spoke to whom. */
export function SeatsPanel({
  study,
  lesson,
  sitting,
  pupils,
  writingAt,
  onNote,
  onTalk,
}: {
  study: StudyId;
  lesson: LessonId;
  sitting: SittingId;
  pupils: SeatedPupils;
  /** The place the note in the composer is about. */
  writingAt: string | undefined;
  onNote: (subject: Subject, place: string) => void;
  onTalk: (from: string, to: string) => void;
}) {
  const plan = useNotebookQuery((notebook) => seatingPlan(notebook, study), [study]);
  const talk = useNotebookQuery((notebook) => lessonInteractions(notebook, lesson), [lesson]) ?? [];
  const [mode, setMode] = useState<Mode>('notes');
  const [speaker, setSpeaker] = useState<string>();
  if (plan === undefined) return <Placeholder>{m.seating_opening()}</Placeholder>;

  const nameOf = (place: string) => placeName(place, plan, pupils);
  const own = talk.filter((each) => each.sitting === lastSegment(sitting));
  const latest = own.at(-1);
  const spoke = (from: string, to: string) => {
    setSpeaker(undefined);
    onTalk(from, to);
  };
  const tap = (place: string) => {
    if (mode === 'notes') onNote(subjectAt(plan, place), place);
    else if (speaker === undefined) setSpeaker(place);
    else if (speaker === place) setSpeaker(undefined);
    else spoke(speaker, place);
  };
  const saved =
    latest &&
    m.seating_talk_saved({
      time: formatLessonTime(latest.atMs ?? 0),
      from: nameOf(latest.from),
      to: nameOf(latest.to),
      count: own.length,
    });
  return (
    <section className={styles['panel']} aria-label={m.seating_title()}>
      <div className={styles['head']}>
        <Choice<Mode>
          legend={m.seating_mode()}
          hideLegend
          options={[
            { value: 'notes', label: m.seating_mode_notes() },
            { value: 'talk', label: m.seating_mode_talk() },
          ]}
          value={mode}
          onChange={(chosen) => {
            setMode(chosen);
            setSpeaker(undefined);
          }}
        />
        <p className={styles['said']} role="status">
          {mode === 'notes'
            ? m.seating_notes_how()
            : speaker === undefined
              ? (saved ?? m.seating_talk_how())
              : m.seating_talk_to({ from: nameOf(speaker) })}
        </p>
      </div>
      <SeatingMap
        label={m.seating_room()}
        isFitted
        plan={plan}
        pupils={pupils}
        pressed={mode === 'notes' ? writingAt : speaker}
        onTap={tap}
        onLine={mode === 'talk' ? spoke : undefined}
      />
    </section>
  );
}
