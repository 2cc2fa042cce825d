import { m } from '../../i18n/paraglide/messages.js';
import styles from './remove-for-good.module.css';

interface WhatRemovingDoesProps {
  readonly name: string;
  /** The person goes, not only a tablet. */
  readonly isPerson: boolean;
  readonly isPersonOnly?: boolean;
  readonly sharedOn?: readonly string[];
  readonly alsoOf?: readonly string[];
}

/** What ends, what stays, and what removing cannot do. */
export function WhatRemovingDoes({
  name,
  isPerson,
  isPersonOnly = false,
  sharedOn = [],
  alsoOf = [],
}: WhatRemovingDoesProps) {
  return (
    <>
      <p>
        <strong>{isPersonOnly ? m.people_alone_at_once({ name }) : m.people_at_once()}</strong>
      </p>
      <ul className={styles['facts']}>
        {isPersonOnly ? (
          <li>{m.people_alone_stays({ name })}</li>
        ) : (
          <>
            <li>{m.people_what_stays()}</li>
            <li>{m.people_what_waits()}</li>
            <li>{m.people_what_was_read()}</li>
          </>
        )}
        {alsoOf.length > 0 && <li>{m.people_also_of({ names: alsoOf.join(', ') })}</li>}
        {sharedOn.length > 0 && (
          <>
            <li>{m.people_shared_stays({ labels: sharedOn.join(', '), name })}</li>
            <li>{m.people_shared_pin({ name })}</li>
          </>
        )}
        {isPerson && <li>{m.people_sheet_ends()}</li>}
        {isPersonOnly && <li>{m.people_comes_back({ name })}</li>}
        {!isPerson && name !== '' && <li>{m.people_lost({ name })}</li>}
      </ul>
    </>
  );
}
