import { useId } from 'react';
import type { StageId } from '../../domain/ids.ts';
import { MATCH_VALUES } from '../../domain/note.ts';
import type { PupilLetter } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import { MATCH_NAMES } from './lesson-words.ts';
import styles from './prediction-card.module.css';
import tone from '../../ui/tone.module.css';
import { useCaptureTools } from './use-capture.ts';

/** What the three predicted of this pupil in this stage, and this observer's mark against it; a second tap takes it back. */
export function PredictionCard({
  stage,
  letter,
  name,
  text,
  match,
}: {
  stage: StageId;
  letter: PupilLetter;
  name: string;
  text: string;
  match: string;
}) {
  const { keeper } = useCaptureTools();
  const id = useId();
  if (text === '') return <p className={styles['none']}>{m.observe_no_prediction()}</p>;
  return (
    <div className={classNames(tone['tone'], styles['card'])} data-subject={letter}>
      <p id={id} className={styles['title']}>
        {m.observe_we_predicted()}
        <span className="visually-hidden"> {name}</span>
      </p>
      <p className={styles['text']} dir="auto">
        {text}
      </p>
      <div role="group" aria-labelledby={id} className={styles['matches']}>
        {MATCH_VALUES.map((value) => (
          <button
            key={value}
            type="button"
            className={styles['match']}
            aria-pressed={value === match}
            onClick={() => keeper.tapMatch(stage, letter, value === match ? '' : value)}
          >
            {MATCH_NAMES[value]()}
          </button>
        ))}
      </div>
    </div>
  );
}
