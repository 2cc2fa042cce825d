import { Link } from 'wouter';
import type { Finding } from '../../domain/finding.ts';
import type { Study } from '../../domain/study.ts';
import { dateText, longDate } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { FindingInFull } from '../../notebook/read-findings.ts';
import { reasonOfFall, studyName } from './finding-words.ts';
import styles from './library-screen.module.css';

/** One agreed finding: what was found, within which limits, and the way to its study. */
export function LibraryRow({
  finding,
  study,
  inFull,
}: {
  finding: Finding;
  study: Study;
  /** What it rests on; read after the row itself. */
  inFull: FindingInFull | undefined;
}) {
  const fall = inFull && reasonOfFall(inFull.standing);
  const facts = [
    finding.agreedAt === null
      ? ''
      : m.findings_agreed_on({ day: longDate(dateText(new Date(finding.agreedAt))) }),
    inFull && fall === undefined ? m.findings_evidence_count({ count: inFull.evidence.length }) : '',
    study.subject,
    study.yearGroup,
  ].filter((fact) => fact.trim() !== '');
  return (
    <article className={styles['row']}>
      <p className={styles['claim']} dir="auto">
        {finding.claim.trim() || m.findings_fell_claim()}
      </p>
      {fall !== undefined && (
        <p className={styles['fall']}>
          {m.findings_falls()}: {fall}
        </p>
      )}
      {finding.limits.trim() !== '' && (
        <p className={styles['limits']} dir="auto">
          <strong>{m.findings_limits()}:</strong> <bdi>{finding.limits}</bdi>
        </p>
      )}
      <p className={styles['facts']}>
        <bdi>{facts.join(' · ')}</bdi>
      </p>
      <Link href={`/studies/${study.id}/findings`} className={styles['study']}>
        <bdi>{m.findings_from_study({ study: studyName(study) })}</bdi>
      </Link>
    </article>
  );
}
