import '../ui/tokens.css';
import '../ui/base.css';
import { useLanguage } from '../i18n/language.ts';
import type { OpenNotebook } from '../notebook/notebook-context.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { useFocusOnHeading } from './focus-on-heading.ts';
import { FirstRoutes, TeamRoutes } from './routes.tsx';

/** Every screen. With no notebook open there is only the way in. */
export function App({ open }: { open: OpenNotebook | undefined }) {
  // Read here so that a change of language draws everything anew.
  useLanguage();
  useFocusOnHeading();
  return (
    <ErrorBoundary>
      {open === undefined ? (
        <FirstRoutes />
      ) : (
        <TeamRoutes key={`${open.notebook.team} ${open.me}`} isDemo={open.isDemo} />
      )}
    </ErrorBoundary>
  );
}
