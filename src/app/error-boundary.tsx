import { Component, type ReactNode } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './error-boundary.module.css';

interface Props {
  readonly screen?: string;
  readonly children: ReactNode;
}

/** A bug in one screen: says what is safe and leads on. React has written the error itself to the console. */
export class ErrorBoundary extends Component<Props, { hasFailed: boolean; screen: string | undefined }> {
  override state = { hasFailed: false, screen: this.props.screen };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  /** Going to another screen leaves the broken one behind. */
  static getDerivedStateFromProps({ screen }: Props, state: { screen: string | undefined }) {
    return screen === state.screen ? null : { hasFailed: false, screen };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div className={styles['page']} role="alert">
        <EmptyState title={m.app_error_title()}>
          <p>{m.app_error_text()}</p>
          {/* A whole new page: whatever state led here is gone with it. */}
          <Button kind="primary" onClick={() => window.location.replace('/')}>
            {m.app_to_today()}
          </Button>
        </EmptyState>
      </div>
    );
  }
}
