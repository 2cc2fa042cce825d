import { House, Tablet, Users } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { DemoBanner } from '../features/demo/demo-banner.tsx';
import { LanguageSwitch } from '../i18n/language-switch.tsx';
import { m } from '../i18n/paraglide/messages.js';
import { classNames } from '../ui/class-names.ts';
import { lazy, Waiting } from '../ui/lazy.tsx';
import { useSyncStatus } from '../worker-link/sync-status.ts';
import { useUpdateOffer } from '../worker-link/update-offer.ts';
import { GuestNotice } from './guest-notice.tsx';
import { ServerNotice } from './server-notice.tsx';
import { UpdateNotice } from './update-notice.tsx';
import styles from './layout.module.css';

const PeopleNotices = lazy(() =>
  import('./people-notices.tsx').then(
    ({ PeopleNotices: notices }) => ({ default: notices }),
    // The team's page says the same; a notice that cannot be fetched must not take the screen with it.
    () => ({ default: () => null }),
  ),
);
/** Hardly any tablet ever shows it. */
const TabletNotices = lazy(async () => ({ default: (await import('./tablet-notices.tsx')).TabletNotices }));

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
  const { mended, newerMail } = useSyncStatus();
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
        <UpdateNotice isOffered={offer.isOffered} onAccept={offer.accept} />
        <ServerNotice />
        {(mended !== null || newerMail > 0) && <TabletNotices />}
        <Waiting fallback={null}>
          <PeopleNotices />
        </Waiting>
        {isDemo && <DemoBanner />}
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
