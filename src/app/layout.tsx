import { House, Tablet, Users } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { LanguageSwitch } from '../i18n/language-switch.tsx';
import { m } from '../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../notebook/notebook-context.tsx';
import { removedIds } from '../notebook/removed-ids.ts';
import { classNames } from '../ui/class-names.ts';
import { lazyNotice, Waiting } from '../ui/lazy.tsx';
import { useSyncStatus } from '../worker-link/sync-status.ts';
import { useUpdateOffer } from '../worker-link/update-offer.ts';
import { GuestNotice } from './guest-notice.tsx';
import styles from './layout.module.css';

/** Hardly any tablet ever shows these. */
const PeopleNotices = lazyNotice(async () => (await import('./people-notices.tsx')).PeopleNotices);
const TabletNotices = lazyNotice(async () => (await import('./tablet-notices.tsx')).TabletNotices);
const ServerNotice = lazyNotice(async () => (await import('./server-notice.tsx')).ServerNotice);
const UpdateNotice = lazyNotice(async () => (await import('./update-notice.tsx')).UpdateNotice);
const DemoBanner = lazyNotice(async () => (await import('../features/demo/demo-banner.tsx')).DemoBanner);

/** The shell: ways to the main screens, the language, notices. `isWide` gives the screen the full width of a tablet. */
export function Layout({
  isWide = false,
  isDemo,
  children,
}: {
  isWide?: boolean;
  isDemo: boolean;
  children: ReactNode;
}) {
  const main = useRef<HTMLElement>(null);
  const offer = useUpdateOffer();
  const { healedAt, mended, newerMail, trouble } = useSyncStatus();
  const isOut = trouble === 'removed' || trouble === 'refused';
  const removed = useNotebookQuery(removedIds, []) ?? [];
  return (
    <div className={classNames(styles['layout'], isWide && styles['wide'])}>
      <button type="button" className={styles['skip']} onClick={() => main.current?.focus()}>
        {m.app_skip()}
      </button>
      <header className={styles['top']}>
        <Link href="/" className={styles['brand']}>
          Threefold
        </Link>
        <nav className={styles['nav']} aria-label={m.app_navigation()}>
          <NavLink href="/" label={m.app_today()} icon={<House aria-hidden="true" />} />
          <NavLink href="/studies" label={m.app_studies()} icon={<Users aria-hidden="true" />} />
          <NavLink
            href="/team"
            label={m.app_team()}
            icon={<Tablet aria-hidden="true" />}
            className={styles['last']}
          />
        </nav>
        <div className={styles['language']}>
          <LanguageSwitch />
        </div>
      </header>
      <div className={styles['page']}>
        <Waiting>
          {offer.isOffered && <UpdateNotice onAccept={offer.accept} />}
          {healedAt !== null && <ServerNotice />}
          {(mended !== null || newerMail > 0) && <TabletNotices />}
          {(isOut || removed.length > 0) && <PeopleNotices />}
          {isDemo && <DemoBanner />}
        </Waiting>
        <GuestNotice />
        <main ref={main} id="main" tabIndex={-1} className={styles['main']}>
          {children}
        </main>
      </div>
    </div>
  );
}

function NavLink({
  href,
  label,
  icon,
  className,
}: {
  href: string;
  label: string;
  icon: ReactNode;
  className?: string | undefined;
}) {
  const [location] = useLocation();
  const isHere = href === '/' ? location === '/' : location === href || location.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      className={classNames(styles['link'], className)}
      aria-current={isHere ? (location === href ? 'page' : 'true') : undefined}
    >
      {icon}
      <span>{label}</span>
    </Link>
  );
}
