import { Link } from 'wouter';
import { momentSince } from '../i18n/dates.ts';
import { m } from '../i18n/paraglide/messages.js';
import styles from './rehearsal-line.module.css';

/** One line about this tablet: how its last dress rehearsal went, and the way to it. */
export function RehearsalLine({
  last,
}: {
  last: { readonly at: number; readonly open: number } | undefined;
}) {
  return (
    <p className={styles['line']}>
      <span>{last ? wordsOf(last) : m.tablet_line_never()}</span>{' '}
      <Link href="/tablet" className={styles['link']}>
        {m.tablet_title()}
      </Link>
    </p>
  );
}

function wordsOf({ at, open }: { at: number; open: number }): string {
  const when = momentSince(new Date(at), new Date());
  return open === 0 ? m.tablet_line_ready({ when }) : m.tablet_line_open({ count: open, when });
}
