import { Link, useLocation } from 'wouter';
import styles from './tab-links.module.css';

/** Parts of one screen, each with its own address. */
export function TabLinks({
  label,
  tabs,
}: {
  label: string;
  tabs: readonly { readonly href: string; readonly label: string }[];
}) {
  const [location] = useLocation();
  return (
    <nav aria-label={label} className={styles['tabs']}>
      <ul className={styles['list']}>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              className={styles['tab']}
              aria-current={tab.href === location ? 'page' : undefined}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
