import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { m } from '../i18n/paraglide/messages.js';
import { Waiting } from '../ui/lazy.tsx';
import { Placeholder } from '../ui/placeholder.tsx';
import { ErrorBoundary } from './error-boundary.tsx';

/** Room for a screen whose script may still be on its way, or may not come. */
export function Loading({ children }: { children: ReactNode }) {
  const [location] = useLocation();
  return (
    <ErrorBoundary screen={location}>
      <Waiting fallback={<Placeholder>{m.app_opening()}</Placeholder>}>{children}</Waiting>
    </ErrorBoundary>
  );
}
