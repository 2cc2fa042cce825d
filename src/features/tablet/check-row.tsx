import { CircleCheck, Info, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import type { Finding } from './finding.ts';
import styles from './tablet-screen.module.css';

const SIGNS = { passed: CircleCheck, look: TriangleAlert, told: Info } as const;
const VERDICTS = { passed: m.tablet_passed, look: m.tablet_look, told: m.tablet_told } as const;

/** One check: its name, what was found and, where something is wrong, what to do. */
export function CheckRow({
  name,
  finding,
  children,
}: {
  name: string;
  finding: Finding | undefined;
  children?: ReactNode;
}) {
  const Sign = finding ? SIGNS[finding.verdict] : LoaderCircle;
  return (
    <li className={styles['check']}>
      <Sign className={classNames(styles['sign'], finding && styles[finding.verdict])} aria-hidden="true" />
      <div className={styles['words']}>
        <h2 className={styles['name']}>{name}</h2>
        <p>
          <span className={classNames(styles['verdict'], finding && styles[finding.verdict])}>
            {finding ? VERDICTS[finding.verdict]() : m.tablet_running()}
          </span>{' '}
          {finding?.result()}
        </p>
        {finding?.advice && <p className={styles['advice']}>{finding.advice()}</p>}
        {children}
      </div>
    </li>
  );
}
