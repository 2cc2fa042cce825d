import { useMemo } from 'react';
import { lastSegment } from '../../domain/ids.ts';
import { KINDS } from '../../domain/note.ts';
import type { Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { countsOf, gapsOf, type Counted } from './glance-counts.ts';
import styles from './glance-view.module.css';
import { reviewRows } from './review-rows.ts';
import { KIND_NAMES, stageName, subjectName } from './review-words.ts';
import { FormSample } from './timeline-marks.tsx';
import tone from '../../ui/tone.module.css';
import type { Review } from './use-review.ts';

const NOTHING: Counted = { did: 0, said: 0, work: 0, wonder: 0, evidence: 0 };

/** How much was noted about whom, when, and of what kind, so that a gap is seen before anyone argues from it. */
export function GlanceView({ review }: { review: Review }) {
  const { plan, notes } = review;
  const rows = useMemo(() => countsOf(reviewRows(plan.stages, notes)), [plan.stages, notes]);
  const hasClass = rows.some(({ counts }) => counts.has('class'));
  const letters = plan.pupils.map(({ letter }) => letter);
  const subjects: readonly Subject[] = hasClass ? [...letters, 'class'] : letters;
  const gaps = gapsOf(rows, letters);
  const most = Math.max(
    1,
    ...rows.flatMap(({ counts }) => [...counts.values()].map((each) => each.evidence + each.wonder)),
  );
  const nameOf = (stage: (typeof rows)[number]['stage']) =>
    stageName(plan.stages, stage && lastSegment(stage.id));
  return (
    <div className={styles['page']}>
      <section aria-labelledby="gaps">
        <h2 id="gaps">{gaps.length === 0 ? m.board_no_gaps() : m.board_gaps({ count: gaps.length })}</h2>
        {gaps.length > 0 && (
          <ul className={styles['gaps']}>
            {gaps.map(({ stage, subject, isOnlyThought }) => (
              <li key={`${stage.id} ${subject}`}>
                <PupilMark subject={subject} size="s" />
                <span>
                  {m.review_in_cell({ pupil: subjectName(plan, subject), stage: nameOf(stage) })}:{' '}
                  {isOnlyThought ? m.board_only_thoughts() : m.review_no_notes()}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <div className={styles['scroller']} tabIndex={0} role="region" aria-label={m.board_glance()}>
        <table className={styles['table']}>
          <caption className="visually-hidden">{m.board_glance_caption()}</caption>
          <thead>
            <tr>
              <td />
              {subjects.map((subject) => (
                <th key={subject} scope="col">
                  <span className={styles['head']}>
                    <PupilMark subject={subject} size="s" />
                    <span dir="auto">{subjectName(plan, subject)}</span>
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ stage, counts }) => (
              <tr key={stage?.id ?? ''}>
                <th scope="row" dir="auto">
                  {nameOf(stage)}
                </th>
                {subjects.map((subject) => (
                  <Cell
                    key={subject}
                    subject={subject}
                    mayBeGap={stage !== undefined && subject !== 'class'}
                    counted={counts.get(subject) ?? NOTHING}
                    most={most}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** A bar as long as there are notes, in as many parts as there are kinds, and the same in words. */
function Cell({
  subject,
  mayBeGap,
  counted,
  most,
}: {
  subject: Subject;
  /** Nobody has to see the class, and nothing is expected without a stage. */
  mayBeGap: boolean;
  counted: Counted;
  most: number;
}) {
  const all = counted.evidence + counted.wonder;
  const gap = mayBeGap && counted.evidence === 0 && styles['gap'];
  if (all === 0) return <td className={classNames(gap)}>{mayBeGap ? m.review_no_notes() : '–'}</td>;
  return (
    <td data-subject={subject} className={classNames(tone['tone'], gap)}>
      <div className={styles['bar']} aria-hidden="true" style={{ width: `${(all / most) * 100}%` }}>
        {KINDS.map((kind) =>
          counted[kind] > 0 ? (
            <span
              key={kind}
              className={classNames(styles['part'], kind === 'wonder' && styles['thought'])}
              style={{ flexGrow: counted[kind] }}
            />
          ) : null,
        )}
      </div>
      <span className={styles['total']}>{m.board_note_count({ count: all })}</span>
      <ul className={styles['kinds']}>
        {KINDS.filter((kind) => counted[kind] > 0).map((kind) => (
          <li key={kind}>
            <FormSample kind={kind} />
            {counted[kind]} {KIND_NAMES[kind]()}
          </li>
        ))}
      </ul>
    </td>
  );
}
