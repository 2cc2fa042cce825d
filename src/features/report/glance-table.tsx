import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import type { Glance } from './glance.ts';
import styles from './paper.module.css';

/** Notes by pupil and stage as bars with their numbers: solid for what was seen, dashed for what was wondered. */
export function GlanceTable({ label, glance: { subjects, rows, most } }: { label: string; glance: Glance }) {
  const share = (count: number) => ({ width: `${(100 * count) / Math.max(1, most)}%` });
  return (
    <table className={styles['table']} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{m.plan_sheet_stage()}</th>
          {subjects.map(({ subject, name }) => (
            <th key={subject} scope="col" dir="auto" className={styles[subject]}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ stage, counts }, row) => (
          <tr key={row}>
            <th scope="row" dir="auto">
              {stage}
            </th>
            {counts.map(({ evidence, thoughts }, column) => (
              <td key={column}>
                <span className={classNames(styles['bar-cell'], styles[`ink-${subjects[column]?.subject}`])}>
                  <span className={styles['count']}>
                    {evidence + thoughts}
                    {thoughts > 0 && (
                      <span className="visually-hidden">
                        {' '}
                        {m.report_of_them_thoughts({ count: thoughts })}
                      </span>
                    )}
                  </span>
                  <span className={styles['track']} aria-hidden="true">
                    <span className={styles['evidence']} style={share(evidence)} />
                    {thoughts > 0 && <span className={styles['thoughts']} style={share(thoughts)} />}
                  </span>
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
