import { memo } from 'react';
import type { StageId } from '../../domain/ids.ts';
import type { Mask } from '../../domain/mask-names.ts';
import type { Match, Note, Verdict } from '../../domain/note.ts';
import type { Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import { Initials } from '../../ui/initials.tsx';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { AgreedVerdict } from './agreed-verdict.tsx';
import styles from './grid-cell.module.css';
import { NoteComments } from './note-comments.tsx';
import { NoteWords } from './note-words.tsx';
import { MATCH_NAMES, nameIn } from './review-words.ts';
import tone from '../../ui/tone.module.css';
import { observerOf } from './use-review.ts';

interface GridCellProps {
  readonly subject: Subject;
  readonly name: string;
  readonly stageName: string;
  /** Undefined in the row of notes without a stage, where there is nothing to agree on. */
  readonly stage: StageId | undefined;
  readonly prediction: string;
  readonly notes: readonly Note[];
  /** Those of them that the filter leaves, the others are hidden; undefined when it leaves the whole cell out. */
  readonly left: readonly Note[] | undefined;
  readonly matches: readonly Match[];
  readonly verdict: Verdict | undefined;
  /** Observers' names by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly mask: Mask;
}

/** One stage, one pupil. Two observers of one moment are both evidence: notes are ordered, never merged. */
export const GridCell = memo(function GridCell(props: GridCellProps) {
  const { subject, name, stageName, stage, prediction, notes, left, matches, verdict, names, mask } = props;
  const shown = new Set(left);
  const isEmpty = prediction === '' && shown.size === 0;
  return (
    <div
      data-subject={subject}
      className={classNames(tone['tone'], styles['cell'], isEmpty && styles['empty'])}
      role="group"
      hidden={left === undefined}
      aria-label={m.review_in_cell({ pupil: name, stage: stageName })}
    >
      <h3 className={styles['name']}>
        <PupilMark subject={subject} size="s" />
        <span dir="auto">{name}</span>
      </h3>
      {prediction !== '' && (
        <div className={styles['prediction']}>
          <p className={styles['label']}>{m.review_we_predicted()}</p>
          <p className={styles['text']} dir="auto">
            {prediction}
          </p>
        </div>
      )}
      {notes.length > 0 && (
        <ol className={styles['notes']} hidden={shown.size === 0}>
          {notes.map((note) => (
            <li key={note.id} className={styles['note']} hidden={!shown.has(note)}>
              <CellNote note={note} observer={names.get(note.observer) ?? ''} />
            </li>
          ))}
        </ol>
      )}
      {isEmpty && <p className={styles['nothing']}>{m.review_no_notes()}</p>}
      <div className={styles['foot']}>
        {matches.length > 0 && (
          <ul className={styles['marks']} aria-label={m.review_marks()}>
            {matches.map((match) => (
              <li key={match.id} className={styles['mark']}>
                {m.review_observer_marked({
                  name: names.get(observerOf(match)) || m.review_somebody(),
                  match: nameIn(MATCH_NAMES, match.value),
                })}
              </li>
            ))}
          </ul>
        )}
        {stage !== undefined && subject !== 'class' && (prediction !== '' || verdict?.value) && (
          <AgreedVerdict stage={stage} letter={subject} verdict={verdict} mask={mask} />
        )}
      </div>
    </div>
  );
}, isSameCell);

/** Memoised: of fifty notes in a cell only the new one is drawn, and none when a filter hides or shows some. */
const CellNote = memo(function CellNote({ note, observer }: { note: Note; observer: string }) {
  return (
    <>
      <Initials name={observer} label={observer || m.review_somebody()} />
      <NoteWords note={note} />
      <div className={styles['talk']}>
        <NoteComments note={note} isQuiet />
      </div>
    </>
  );
});

/** Live reads make new lists each time; a cell is drawn again only when something in it is another. */
function isSameCell(before: GridCellProps, now: GridCellProps): boolean {
  return (
    before.name === now.name &&
    before.stageName === now.stageName &&
    before.stage === now.stage &&
    before.prediction === now.prediction &&
    before.mask === now.mask &&
    JSON.stringify(before.verdict) === JSON.stringify(now.verdict) &&
    JSON.stringify(before.matches) === JSON.stringify(now.matches) &&
    isSameList(before.notes, now.notes) &&
    isSameList(before.left, now.left) &&
    [...now.names].every(([id, name]) => before.names.get(id) === name)
  );
}

function isSameList(before: readonly Note[] | undefined, now: readonly Note[] | undefined): boolean {
  if (before === undefined || now === undefined) return before === now;
  return before.length === now.length && before.every((note, index) => note === now[index]);
}
