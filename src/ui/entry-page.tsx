import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { LanguageSwitch } from '../i18n/language-switch.tsx';
import { m } from '../i18n/paraglide/messages.js';
import { PageTitle } from './page-title.tsx';
import styles from './entry-page.module.css';

/** The frame of the screens before a team is open: name, language, one column. */
export function EntryPage({
  title,
  hasBack = false,
  children,
}: {
  title: string;
  hasBack?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={styles['page']}>
      <PageTitle>{title}</PageTitle>
      <div className={styles['top']}>
        {hasBack ? (
          <Link href="/" className={styles['back']}>
            <ChevronLeft aria-hidden="true" />
            {m.ui_back()}
          </Link>
        ) : (
          <span />
        )}
        <LanguageSwitch />
      </div>
      <div className={styles['column']}>
        <h1 tabIndex={-1}>{title}</h1>
        {children}
      </div>
    </div>
  );
}
