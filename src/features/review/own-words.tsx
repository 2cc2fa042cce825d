import type { Answer } from '../../domain/interview.ts';
import type { Mask } from '../../domain/mask-names.ts';
import { m } from '../../i18n/paraglide/messages.js';
import styles from './own-words.module.css';

/** A pupil's own words, exactly as they were put down; where two put them down at once, both. On the wall names are masked. */
export function OwnWords({ answer, mask }: { answer: Answer; mask: Mask }) {
  return (
    <>
      <blockquote className={styles['words']} dir="auto">
        {mask(answer.text)}
      </blockquote>
      {(answer.beside?.['text'] ?? []).map(({ value, at }) => (
        <blockquote key={at} className={styles['other']} dir="auto">
          <span className={styles['aside']}>{m.review_other_wording()}</span> {mask(value)}
        </blockquote>
      ))}
    </>
  );
}
