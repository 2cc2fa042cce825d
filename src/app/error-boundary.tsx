import { Component, type ReactNode } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './error-boundary.module.css';

/** A bug in one screen: says what is safe and leads on. React has written the error itself to the console. */
export class ErrorBoundary extends Component<
  { screen?: string; children: ReactNode },
  { hasFailed: boolean }
> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  /** Going to another screen leaves the broken one behind. */
  override componentDidUpdate(before: { screen?: string }) {
    if (this.state.hasFailed && before.screen !== this.props.screen) this.setState({ hasFailed: false });
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div className={styles['page']} role="alert">
        <EmptyState title={m.app_error_title()}>
          <p>{m.app_error_text()}</p>
          {/* A whole new page: whatever state led here is gone with it. */}
          <Button kind="primary" onClick={() => window.location.assign('/')}>
            {m.app_to_today()}
          </Button>
        </EmptyState>
      </div>
    );
  }
}
