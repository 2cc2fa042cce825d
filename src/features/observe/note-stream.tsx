import { useStore } from 'zustand';
import type { NoteId } from '../../domain/ids.ts';
import type { Match, Note } from '../../domain/note.ts';
import type { Stage } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { predictionKey, type LessonPlan } from '../../notebook/read-study.ts';
import { pupilName } from './lesson-words.ts';
import { NoteList } from './note-list.tsx';
import styles from './note-stream.module.css';
import { PredictionCard } from './prediction-card.tsx';
import { useCaptureTools } from './use-capture.ts';

/** On a phone: all own notes in one stream, and what was predicted of the pupil who is chosen. */
export function NoteStream({
  plan,
  stage,
  notes,
  matches,
  editing,
  onEdit,
}: {
  plan: LessonPlan;
  stage: Stage | undefined;
  notes: readonly Note[];
  matches: ReadonlyMap<string, Match>;
  editing: NoteId | undefined;
  onEdit: (id: NoteId | undefined) => void;
}) {
  const { keeper } = useCaptureTools();
  const chosen = useStore(keeper.shown, (state) => state.subject);
  const key = stage && chosen !== 'class' ? predictionKey(stage.id, chosen) : undefined;
  return (
    <div className={styles['stream']}>
      {notes.length === 0 && <p className={styles['empty']}>{m.observe_stream_empty()}</p>}
      <NoteList notes={notes} editing={editing} onEdit={onEdit} isStream className={styles['notes']} />
      {editing === undefined && key !== undefined && stage && chosen !== 'class' && (
        <PredictionCard
          stage={stage.id}
          letter={chosen}
          name={pupilName(plan, chosen)}
          text={plan.predictions.get(key)?.text ?? ''}
          match={matches.get(key)?.value ?? ''}
        />
      )}
    </div>
  );
}
