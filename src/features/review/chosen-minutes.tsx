import { subjectOf } from '../../domain/study.ts';
import { formatCommonTime } from '../../domain/common-time.ts';
import type { Note } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import { initialsOf } from '../../ui/initials.tsx';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import styles from './chosen-minutes.module.css';
import { NoteWords } from './note-words.tsx';
import { KIND_NAMES, nameIn, subjectName } from './review-words.ts';
import { minutesAround, notesWithin, type Moment } from './timeline-moment.ts';
import tone from '../../ui/tone.module.css';
import type { Review } from './use-review.ts';

/** The two minutes that were chosen on the timeline: who saw what in them. */
export function ChosenMinutes({
  review,
  notes,
  moment,
}: {
  review: Review;
  notes: readonly Note[];
  moment: Moment;
}) {
  const { fromMs, toMs } = minutesAround(moment);
  const within = notesWithin(notes, { fromMs, toMs });
  return (
    <section className={styles['chosen']} aria-labelledby="chosen-minutes">
      <h2 id="chosen-minutes" className={styles['heading']}>
        {m.board_from_to({ from: formatCommonTime(fromMs), to: formatCommonTime(toMs) })}
        <span className={styles['count']}>{m.board_in_two_minutes({ count: within.length })}</span>
      </h2>
      <ul className={styles['cards']}>
        {within.map((note) => {
          const subject = subjectOf(note);
          const name = review.names.get(note.observer) || m.review_somebody();
          return (
            <li
              key={note.id}
              data-subject={subject}
              aria-current={note.id === moment.note ? 'true' : undefined}
              className={classNames(
                tone['tone'],
                styles['card'],
                note.kind === 'wonder' && styles['wonder'],
                note.id === moment.note && styles['current'],
              )}
            >
              <PupilMark subject={subject} label={subjectName(review.plan, subject)} />
              <div>
                <p className={styles['facts']}>
                  {formatCommonTime(note.atMs ?? 0)} · {nameIn(KIND_NAMES, note.kind)} ·{' '}
                  <abbr title={name} className={styles['who']}>
                    {initialsOf(name)}
                  </abbr>
                </p>
                <NoteWords note={note} showsKind={false} />
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
