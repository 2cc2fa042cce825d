import { useState } from 'react';
import { lessonOf } from '../../domain/ids.ts';
import { KINDS, type Kind, type Note } from '../../domain/note.ts';
import { type Subject, subjectOf } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { NoteDrawing } from '../../media/note-drawing.tsx';
import { Pen } from '../../media/pen.tsx';
import { NotePhotosToEdit } from '../../media/lesson-photos.tsx';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { lessonPlan } from '../../notebook/read-study.ts';
import { team } from '../../notebook/read-team.ts';
import { deleteNote, editNote, type NoteEdit } from '../../notebook/write-lesson.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { MAX_TEXT_LENGTH } from '../../ui/text-field.tsx';
import { TextWarning } from '../../ui/text-warning.tsx';
import styles from './edit-note.module.css';
import { kindName } from './lesson-words.ts';
import { NoteHistory } from './note-history.tsx';
import { isPlainEnter } from './plain-enter.ts';
import { StageChoice } from './stage-choice.tsx';
import { scopeOf } from './undo-scope.ts';
import { useCaptureIfRunning } from './use-capture.ts';
import { useWording } from './use-wording.ts';

/** A note opened in its place. Words are saved when the field is left; pupil, stage, kind, tags and Delete at once. Undo takes each back. */
export function EditNote({ note, onDone }: { note: Note; onDone: () => void }) {
  const { notebook } = useOpenNotebook();
  const tags = useNotebookQuery(async (open) => (await team(open))?.tags ?? [], []) ?? [];
  const plan = useNotebookQuery((open) => lessonPlan(open, lessonOf(note.id)), [note.id]);
  const stages = plan?.stages;
  const undoScope = scopeOf(note);
  const { text, type, saveText, discard } = useWording(note, undoScope);
  // In the lesson the pen has the room of all notes; afterwards its page opens here.
  const capture = useCaptureIfRunning();
  const [isPenHere, setIsPenHere] = useState(false);
  const [isUnsaved, setIsUnsaved] = useState(false);

  const save = async (work: () => Promise<void>) => {
    try {
      await work();
      setIsUnsaved(false);
      return true;
    } catch (error) {
      console.warn('A change could not be saved yet.', error);
      setIsUnsaved(true);
      return false;
    }
  };
  const change = (fields: NoteEdit) => void save(() => editNote(notebook, note.id, fields, { undoScope }));
  const done = async () => {
    if (await save(saveText)) onDone();
  };
  const remove = async () => {
    const isGone = await save(() => deleteNote(notebook, note.id, { undoScope }));
    if (!isGone) return;
    discard();
    onDone();
  };

  return (
    <section aria-label={m.observe_edit_title()} className={styles['panel']}>
      <textarea
        aria-label={m.observe_edit_wording()}
        className={styles['wording']}
        dir="auto"
        rows={2}
        maxLength={MAX_TEXT_LENGTH}
        autoFocus
        value={text}
        onChange={(event) => type(event.target.value)}
        onBlur={() => void save(saveText)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') void done();
          if (!isPlainEnter(event)) return;
          event.preventDefault();
          void done();
        }}
      />
      <TextWarning text={text} />
      <Choice<Kind>
        legend={m.observe_kinds()}
        hideLegend
        options={KINDS.map((kind) => ({ value: kind, label: kindName(kind), isThought: kind === 'wonder' }))}
        value={KINDS.find((kind) => kind === note.kind) ?? ''}
        onChange={(kind) => change({ kind })}
      />
      <Choice<Subject>
        legend={m.observe_pupils()}
        hideLegend
        options={[
          ...(plan?.pupils ?? []).map(({ letter }) => ({ value: letter, label: letter })),
          { value: 'class', label: m.observe_class() },
        ]}
        value={subjectOf(note)}
        onChange={(pupil) => change({ pupil })}
      />
      {stages !== undefined && (stages.length > 0 || note.stage !== '') && (
        <StageChoice
          label={m.observe_late_stage()}
          stages={stages}
          value={note.stage}
          onChange={(stage) => change({ stage, isStageSet: true })}
        />
      )}
      <div role="group" aria-label={m.observe_tags()} className={styles['tags']}>
        {[...new Set([...tags, ...note.tags])].map((tag) => (
          <button
            key={tag}
            type="button"
            className={styles['tag']}
            aria-pressed={note.tags.includes(tag)}
            onClick={() =>
              change({
                tags: note.tags.includes(tag)
                  ? note.tags.filter((other) => other !== tag)
                  : [...note.tags, tag],
              })
            }
          >
            {tag}
          </button>
        ))}
      </div>
      <NoteDrawing note={note.id} isHidden={isPenHere} />
      {isPenHere && (
        <div className={styles['pen']}>
          <Pen note={note.id} undoScope={undoScope} onDone={() => setIsPenHere(false)} />
        </div>
      )}
      <NotePhotosToEdit note={note} undoScope={undoScope} />
      <NoteHistory note={note.id} />
      {isUnsaved && (
        <p role="alert" className={styles['problem']}>
          {m.observe_edit_not_saved()}
        </p>
      )}
      <div className={styles['actions']}>
        <Button kind="plain" onClick={() => void done()}>
          {m.observe_edit_done()}
        </Button>
        {!isPenHere && (
          <Button
            kind="plain"
            onClick={() => (capture ? capture.keeper.openPen(note.id) : setIsPenHere(true))}
          >
            {m.media_pen()}
          </Button>
        )}
        <Button kind="quiet" onClick={() => void remove()}>
          {m.observe_edit_delete()}
        </Button>
      </div>
    </section>
  );
}
