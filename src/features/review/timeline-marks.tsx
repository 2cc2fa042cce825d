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
      const isCrowded = crowdOf(same, xOf);
      const crowd = same.filter(isCrowded);
      const apart = same.filter((mark) => !isCrowded(mark));
      const form = isThought ? styles['dashed'] : styles['solid'];
      const outlines = (some: readonly Mark[]) =>
        some.map((mark) => `M${xOf(mark)} ${mark.y}${FORMS[kind]}`).join('');
      return (
        <g key={`${subject} ${kind}`} data-subject={subject} className={tone['tone']}>
          {crowd.length > 0 && <path d={outlines(crowd)} className={classNames(form, styles['crowd'])} />}
          <path d={outlines(apart)} className={form} />
          {subject !== 'class' && (
            <text
              x={apart.map(xOf).join(' ')}
              y={apart.map(({ y }) => y + LETTER_FOOT).join(' ')}
              className={classNames(styles['letter'], isThought && styles['thought'])}
            >
              {subject.repeat(apart.length)}
            </text>
          )}
        </g>
      );
    }),
  );
});

/** Three marks of a lane within this: their letters and edges would cover each other and leave nothing to see. */
const CROWD_PIXELS = 14;

/** Those that become one form, without letters, which comes apart when the picture is made wider. */
function crowdOf(marks: readonly Mark[], xOf: (mark: Mark) => number): (mark: Mark) => boolean {
  const inOrder = marks.toSorted((a, b) => a.y - b.y || a.atMs - b.atMs);
  const crowded = new Set<Mark>();
  for (const [at, mark] of inOrder.entries()) {
    const third = inOrder[at + 2];
    if (third?.y !== mark.y || xOf(third) - xOf(mark) > CROWD_PIXELS) continue;
    for (const each of inOrder.slice(at, at + 3)) crowded.add(each);
  }
  return (mark) => crowded.has(mark);
}

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
