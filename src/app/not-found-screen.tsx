import { m } from '../i18n/paraglide/messages.js';
import { LinkButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ScreenHeader } from '../ui/screen-header.tsx';
import styles from './error-boundary.module.css';

export function NotFoundScreen() {
  return (
    <>
      <ScreenHeader title={m.app_not_found_title()} />
      <div className={styles['page']}>
        <EmptyState title={m.app_not_found_here()}>
          <p>{m.app_not_found_text()}</p>
          <LinkButton kind="primary" href="/">
            {m.app_to_today()}
          </LinkButton>
        </EmptyState>
      </div>
    </>
  );
}
