import { useCallback, type ReactNode, type RefObject } from 'react';
import { useStore } from 'zustand';
import type { Note } from '../../domain/note.ts';
import type { Subject } from '../../domain/study.ts';
import { PhotoButton } from '../../media/photo-button.tsx';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { classNames } from '../../ui/class-names.ts';
import { AllTags } from './all-tags.tsx';
import styles from './composer.module.css';
import { PenButton } from './composer-pen.tsx';
import { KindButtons } from './kind-buttons.tsx';
import { NameWarning } from './name-warning.tsx';
import { NoteField } from './note-field.tsx';
import { PupilButtons } from './pupil-buttons.tsx';
import { SaveTrouble } from './save-trouble.tsx';
import { TagChips } from './tag-chips.tsx';
import tone from '../../ui/tone.module.css';
import { UndoButton } from './undo-button.tsx';
import { useCaptureTools } from './use-capture.ts';

/**
 * Where a note is written. Each part follows only its own piece of the keeper's state, so a key pressed in the field
 * draws the field and nothing else.
 */
export function Composer({
  plan,
  tags,
  notes,
  gapMinutes,
  sitting,
  isWide,
  field,
  seatsButton,
}: {
  plan: LessonPlan;
  tags: readonly string[];
  notes: ReadonlyMap<Subject, readonly Note[]>;
  gapMinutes: number;
  sitting: string;
  isWide: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  seatsButton: ReactNode;
}) {
  const focusField = useCallback(() => field.current?.focus(), [field]);
  return (
    <Tone>
      <SaveTrouble />
      <NameWarning />
      <div className={styles['parts']}>
        <NoteField ref={field} />
        <div className={styles['tools']}>
          <Photo sitting={sitting} />
          <PenButton />
        </div>
        <PupilButtons plan={plan} isWide={isWide} notes={notes} gapMinutes={gapMinutes} onChosen={focusField}>
          {seatsButton}
        </PupilButtons>
        <div className={styles['choices']}>
          <KindButtons />
          <div className={styles['tags']}>
            <TagChips tags={tags} />
            <AllTags tags={tags} notes={notes} />
          </div>
        </div>
        <UndoButton sitting={sitting} isWide={isWide} />
      </div>
    </Tone>
  );
}

/** The colour of the pupil the note is about. */
function Tone({ children }: { children: ReactNode }) {
  const { keeper } = useCaptureTools();
  const subject = useStore(keeper.shown, (state) => state.subject);
  return (
    <div data-subject={subject} className={classNames(tone['tone'], styles['composer'])}>
      {children}
    </div>
  );
}

function Photo({ sitting }: { sitting: string }) {
  const { keeper } = useCaptureTools();
  const subject = useStore(keeper.shown, (state) => state.subject);
  return (
    <PhotoButton
      subject={subject}
      undoScope={sitting}
      className={styles['tool']}
      begin={() => {
        // What one photographs is work, unless the observer has said otherwise.
        if (keeper.store.getState().kind === 'did') keeper.setKind('work');
        return keeper.prepare();
      }}
      attach={keeper.attach}
    />
  );
}
