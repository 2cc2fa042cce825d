import { memo, useId, useState } from 'react';
import type { Mask } from '../../domain/mask-names.ts';
import { MATCH_VALUES, type MatchValue, type Note } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Initials } from '../../ui/initials.tsx';
import styles from './journey-stage.module.css';
import type { JourneyStage } from './journey-stages.ts';
import { NoteWords } from './note-words.tsx';
import { MATCH_NAMES, nameIn, VERDICT_NAMES } from './review-words.ts';
import { observerOf } from './use-review.ts';

/** So many notes of a stage stand there at once; a lesson in a column of its own is long. */
const AT_ONCE = 3;

/** What was predicted for one pupil in one stage, what the team agreed, and what was seen. */
export function JourneyStageNotes({
  name,
  stage,
  names,
  mask,
}: {
  name: string;
  stage: JourneyStage;
  names: ReadonlyMap<string, string>;
  mask: Mask;
}) {
  const { prediction, verdict, notes } = stage;
  const heading = useId();
  const [isAll, setIsAll] = useState(false);
  const value = MATCH_VALUES.find((each) => each === verdict?.value);
  const more = notes.length - AT_ONCE;
  const shown = isAll ? notes : notes.slice(0, AT_ONCE);
  return (
    <div className={styles['stage']}>
      <h3 id={heading} className={styles['name']}>
        <span className={classNames(styles['mark'], styles[value ?? 'open'])} aria-hidden="true" />
        <span dir="auto">
          {name}
          {value !== undefined && `: ${agreedWords(value, mask(verdict?.remark ?? ''))}`}
        </span>
      </h3>
      {prediction !== '' && (
        <p className={styles['prediction']} dir="auto">
          <span className={styles['predicted']}>{m.review_we_predicted()}</span> {prediction}
        </p>
      )}
      {value === undefined && prediction !== '' && (
        <p className={styles['marks']}>
          {m.interview_not_agreed()}
          {stage.matches.map((match) => (
            <span key={match.id}>
              {' · '}
              {m.review_observer_marked({
                name: names.get(observerOf(match)) || m.review_somebody(),
                match: nameIn(MATCH_NAMES, match.value),
              })}
            </span>
          ))}
        </p>
      )}
      {shown.length > 0 && (
        <ol className={styles['notes']}>
          {shown.map((note) => (
            <JourneyNote
              key={note.id}
              note={note}
              observer={names.get(note.observer) || m.review_somebody()}
            />
          ))}
        </ol>
      )}
      {more > 0 && (
        <Button
          kind="quiet"
          className={styles['more']}
          aria-expanded={isAll}
          aria-describedby={heading}
          onClick={() => setIsAll(!isAll)}
        >
          {isAll ? m.interview_fewer() : m.interview_more({ count: more })}
        </Button>
      )}
    </div>
  );
}

function agreedWords(value: MatchValue, remark: string): string {
  const verdict = VERDICT_NAMES[value]();
  return remark === '' ? verdict : m.review_verdict_with_remark({ verdict, remark });
}

const JourneyNote = memo(function JourneyNote({ note, observer }: { note: Note; observer: string }) {
  return (
    <li className={styles['note']}>
      <Initials name={observer} label={observer} />
      <NoteWords note={note} showsKind />
    </li>
  );
});
