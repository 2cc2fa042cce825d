import { m } from '../../i18n/paraglide/messages.js';
import type { RemovedTablet } from '../../notebook/read-removals.ts';
import { momentOf } from './tablet-facts.tsx';
import styles from './people-and-tablets.module.css';

/** Tablets that are no longer of the team, and since when. */
export function RemovedTablets({ tablets }: { tablets: readonly RemovedTablet[] }) {
  if (tablets.length === 0) return null;
  return (
    <div className={styles['gone']}>
      <h3>{m.people_removed_tablets()}</h3>
      <ul>
        {tablets.map(({ device, name, label, removedBy, removedAt }) => (
          <li key={device} className={styles['tablet']}>
            <span dir="auto">{name || m.people_someone()}</span>
            <span dir="auto">{label || m.team_a_tablet()}</span>
            <span>
              {removedBy === ''
                ? m.people_removed({ when: momentOf(removedAt) })
                : m.people_removed_by({ when: momentOf(removedAt), name: removedBy })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
