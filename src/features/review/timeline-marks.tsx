import { memo } from 'react';
import { KINDS, type Kind } from '../../domain/note.ts';
import { PUPIL_LETTERS, type Subject } from '../../domain/study.ts';
import type { Mark } from './timeline-lanes.ts';
import styles from './timeline-marks.module.css';

const SUBJECTS: readonly Subject[] = [...PUPIL_LETTERS, 'class'];

/** The forms once; every mark is one `use` of them, which keeps hundreds of marks cheap. Colour says who, form says what. */
export function MarkForms() {
  return (
    <defs>
      {SUBJECTS.map((subject) =>
        KINDS.map((kind) => (
          <g
            key={`${subject} ${kind}`}
            id={formId(subject, kind)}
            data-subject={subject}
            className={styles['mark']}
          >
            <Form kind={kind} />
            {subject !== 'class' && (
              <text y="4" className={kind === 'wonder' ? styles['thought'] : styles['letter']}>
                {subject}
              </text>
            )}
          </g>
        )),
      )}
    </defs>
  );
}

export const Marks = memo(function Marks({
  marks,
  fromMs,
  toMs,
}: {
  marks: readonly Mark[];
  fromMs: number;
  toMs: number;
}) {
  return marks.map((mark) => (
    <use
      key={mark.note.id}
      href={`#${formId(mark.subject, formOf(mark.note.kind))}`}
      x={`${percent(mark.atMs, fromMs, toMs)}%`}
      y={mark.y}
    />
  ));
});

/** The same form on its own, beside words. */
export function FormSample({ kind }: { kind: Kind }) {
  return (
    <svg className={styles['sample']} viewBox="-10 -10 20 20" aria-hidden="true">
      <Form kind={kind} />
    </svg>
  );
}

function Form({ kind }: { kind: Kind }) {
  switch (kind) {
    case 'did':
      return <circle r="9" className={styles['solid']} />;
    case 'said':
      return <path d="M0-10.5 10.5 0 0 10.5-10.5 0Z" className={styles['solid']} />;
    case 'work':
      return <rect x="-8.5" y="-8.5" width="17" height="17" rx="2" className={styles['solid']} />;
    case 'wonder':
      return <circle r="8.5" className={styles['dashed']} />;
    default:
      return kind satisfies never;
  }
}

/** A kind of a newer version is drawn as evidence. */
function formOf(kind: string): Kind {
  return KINDS.find((each) => each === kind) ?? 'did';
}

function formId(subject: Subject, kind: Kind): string {
  return `mark-${subject}-${kind}`;
}

export function percent(atMs: number, fromMs: number, toMs: number): number {
  return Math.round(((atMs - fromMs) / (toMs - fromMs)) * 100_000) / 1000;
}
