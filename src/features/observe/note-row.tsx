import { subjectOf } from '../../domain/study.ts';
import { memo } from 'react';
import type { NoteId } from '../../domain/ids.ts';
import { formatLessonTime } from '../../domain/lesson-clock.ts';
import type { Note } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import { NoteDrawing } from '../../media/note-drawing.tsx';
import { NotePhotos } from '../../media/lesson-photos.tsx';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { kindName } from './lesson-words.ts';
import styles from './note-list.module.css';
import { StarButton } from './star-button.tsx';
import tone from '../../ui/tone.module.css';
import { useCaptureIfRunning } from './use-capture.ts';

/** One note. A tap anywhere on it opens it for change; by keyboard and screen reader its own button does. */
export const NoteRow = memo(function NoteRow({
  note,
  isStream,
  onEdit,
}: {
  note: Note;
  isStream: boolean;
  onEdit: (id: NoteId) => void;
}) {
  const tools = useCaptureIfRunning();
  const subject = subjectOf(note);
  const time = note.afterLesson ? m.observe_after_lesson() : formatLessonTime(note.atMs ?? 0);
  const isWonder = note.kind === 'wonder';
  return (
    <div
      data-subject={subject}
      className={classNames(tone['tone'], styles['row'], isStream && styles['inStream'])}
      onClick={() => onEdit(note.id)}
    >
      {isStream ? (
        <PupilMark subject={subject} label={subject === 'class' ? m.observe_class() : subject} />
      ) : (
        <StarButton note={note} time={time} isTimeShown />
      )}
      <p className={classNames(styles['words'], isWonder && styles['wonder'])} dir="auto">
        <span className={styles['kind']}>{kindName(note.kind)}</span>{' '}
        {isStream && <span className={styles['timeInline']}>{time} </span>}
        <span className={styles['text']} dir="auto">
          {note.text}
        </span>
        {[...note.tags, ...(note.restored ? [m.observe_restored()] : [])].map((tag) => (
          <span key={tag} className={styles['tag']}>
            {' '}
            {tag}
          </span>
        ))}
      </p>
      {isStream && <StarButton note={note} time={time} isTimeShown={false} />}
      <div className={styles['drawing']}>
        <NoteDrawing note={note.id} {...(tools && { onOpen: () => tools.keeper.openPen(note.id) })} />
      </div>
      <NotePhotos note={note} />
      <button type="button" className={styles['open']} onClick={() => onEdit(note.id)}>
        {m.observe_edit({ time })}
      </button>
    </div>
  );
});
