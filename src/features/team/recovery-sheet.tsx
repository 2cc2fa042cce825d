import type { ReactNode } from 'react';
import type { PrintedSheet } from '../../access/safekeeping.ts';
import { dateText, longDate } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { QrPicture } from './qr-picture.tsx';
import styles from './recovery-screen.module.css';

/** The page for the safe: code, what it does, what it cannot do, how to use it, how to keep it. */
export function RecoverySheet({
  printed: { code, link, address, printedAt },
  team,
  by,
  isAtServer,
}: {
  printed: PrintedSheet;
  team: string;
  by: string;
  isAtServer: boolean;
}) {
  const day = longDate(dateText(new Date(printedAt)));
  return (
    <article data-paper className={styles['paper']} aria-label={m.recovery_sheet()}>
      <p className={styles['brand']}>Threefold</p>
      <h2 className={styles['title']}>
        {m.recovery_sheet()}
        <span dir="auto">{team}</span>
      </h2>
      <p>{by === '' ? m.recovery_printed_by_nobody({ day }) : m.recovery_printed({ day, name: by })}</p>
      <div className={styles['secret']}>
        <QrPicture text={link} label={m.recovery_qr()} />
        <div>
          <p className={styles['label']}>{m.recovery_code()}</p>
          <p className={styles['code']} aria-label={m.recovery_code()} dir="ltr">
            {code.split(' ').map((group) => (
              <span key={group}>{group} </span>
            ))}
          </p>
        </div>
      </div>
      <Part title={m.recovery_does()}>
        <p>{m.recovery_does_text()}</p>
        {!isAtServer && <p>{m.recovery_not_at_server()}</p>}
      </Part>
      <Part title={m.recovery_how()}>
        <ol>
          <li>{m.recovery_how_open({ address })}</li>
          <li>{m.recovery_how_tap()}</li>
          <li>{m.recovery_how_copy()}</li>
        </ol>
      </Part>
      <Part title={m.recovery_does_not()}>
        <p>{m.recovery_does_not_text()}</p>
      </Part>
      <Part title={m.recovery_keep()}>
        <p>{m.recovery_keep_text()}</p>
      </Part>
    </article>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles['part']}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
