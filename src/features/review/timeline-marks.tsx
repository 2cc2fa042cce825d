import { memo } from 'react';
import { KINDS, type Kind } from '../../domain/note.ts';
import { PUPIL_LETTERS, type Subject } from '../../domain/study.ts';
import { classNames } from '../../ui/class-names.ts';
import type { Mark } from './timeline-lanes.ts';
import styles from './timeline-marks.module.css';
import tone from '../../ui/tone.module.css';

const SUBJECTS: readonly Subject[] = [...PUPIL_LETTERS, 'class'];

/** The outline of each form round its middle. Colour says who, form says what; a thought is dashed and hollow. */
const FORMS: Record<Kind, string> = {
  did: 'm-9 0a9 9 0 1 1 18 0a9 9 0 1 1-18 0z',
  said: 'm0-10.5l10.5 10.5l-10.5 10.5l-10.5-10.5z',
  work: 'm-8.5-8.5h17v17h-17z',
  wonder: 'm-8.5 0a8.5 8.5 0 1 1 17 0a8.5 8.5 0 1 1-17 0z',
};
/** From the middle of a mark to the foot of its letter. */
const LETTER_FOOT = 4;

/**
 * All marks of one pupil and kind are one path, and their letters one text: hundreds of marks cost the page no more than
 * twenty, also when others are chosen or the picture is made wider.
 */
export const Marks = memo(function Marks({
  marks,
  width,
  fromMs,
  toMs,
}: {
  marks: readonly Mark[];
  /** Of the whole picture, in pixels. */
  width: number;
  fromMs: number;
  toMs: number;
}) {
  const xOf = ({ atMs }: Mark) => Math.round(((atMs - fromMs) / (toMs - fromMs)) * width * 10) / 10;
  return SUBJECTS.flatMap((subject) =>
    KINDS.flatMap((kind) => {
      const same = marks.filter((mark) => mark.subject === subject && formOf(mark.note.kind) === kind);
      if (same.length === 0) return [];
      const isThought = kind === 'wonder';
      return (
        <g key={`${subject} ${kind}`} data-subject={subject} className={tone['tone']}>
          <path
            d={same.map((mark) => `M${xOf(mark)} ${mark.y}${FORMS[kind]}`).join('')}
            className={isThought ? styles['dashed'] : styles['solid']}
          />
          {subject !== 'class' && (
            <text
              x={same.map(xOf).join(' ')}
              y={same.map(({ y }) => y + LETTER_FOOT).join(' ')}
              className={classNames(styles['letter'], isThought && styles['thought'])}
            >
              {subject.repeat(same.length)}
            </text>
          )}
        </g>
      );
    }),
  );
});

/** The same form on its own, beside words. */
export function FormSample({ kind }: { kind: Kind }) {
  return (
    <svg className={styles['sample']} viewBox="-11 -11 22 22" aria-hidden="true">
      <path d={`M0 0${FORMS[kind]}`} className={kind === 'wonder' ? styles['dashed'] : styles['solid']} />
    </svg>
  );
}

/** A kind of a newer version is drawn as evidence. */
function formOf(kind: string): Kind {
  return KINDS.find((each) => each === kind) ?? 'did';
}

export function percent(atMs: number, fromMs: number, toMs: number): number {
  return Math.round(((atMs - fromMs) / (toMs - fromMs)) * 100_000) / 1000;
}
