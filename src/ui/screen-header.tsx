import { ChevronLeft } from 'lucide-react';
import { useContext, type ReactNode } from 'react';
import { Link } from 'wouter';
import { m } from '../i18n/paraglide/messages.js';
import { classNames } from './class-names.ts';
import { HeaderToolsContext } from './header-tools.ts';
import { PageTitle } from './page-title.tsx';
import styles from './screen-header.module.css';

/** Title, the way back and what belongs at the right of a screen. Names the document too. */
export function ScreenHeader({
  title,
  subtitle,
  backTo,
  backLabel,
  isLarge = false,
  children,
}: {
  title: string;
  subtitle?: ReactNode;
  backTo?: string;
  backLabel?: string;
  /** For the screens the shell leads to; screens with much on them keep their title small. */
  isLarge?: boolean;
  children?: ReactNode;
}) {
  const tools = useContext(HeaderToolsContext);
  return (
    <header className={styles['header']}>
      <PageTitle>{title}</PageTitle>
      {backTo !== undefined && (
        <Link href={backTo} className={styles['back']} aria-label={backLabel ?? m.ui_back()}>
          <ChevronLeft aria-hidden="true" />
        </Link>
      )}
      <div className={styles['words']}>
        <h1 className={classNames(styles['title'], isLarge && styles['large'])} dir="auto" tabIndex={-1}>
          {title}
        </h1>
        {subtitle !== undefined && <p className={styles['subtitle']}>{subtitle}</p>}
      </div>
      {children !== undefined && <div className={styles['actions']}>{children}</div>}
      {tools}
    </header>
  );
}
