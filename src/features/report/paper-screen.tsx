import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import { Button, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import styles from './paper.module.css';

/** A page as it comes out of the printer, with the way back and the button that prints it above. */
export function PaperScreen({
  title,
  backTo,
  backLabel = m.report_back(),
  beside,
  children,
}: {
  title: string;
  backTo: string;
  backLabel?: string;
  /** Beside the button that prints, and not printed. */
  beside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={styles['screen']}>
      <div className={styles['bar']}>
        <ScreenHeader title={title} backTo={backTo} backLabel={backLabel}>
          {beside}
          <Button kind="primary" onClick={() => window.print()}>
            <Printer aria-hidden="true" />
            {m.plan_sheet_print()}
          </Button>
        </ScreenHeader>
      </div>
      {children}
    </div>
  );
}

export function MissingStudy() {
  return (
    <EmptyState title={m.plan_study_missing_title()}>
      <p>{m.plan_study_missing_text()}</p>
      <LinkButton kind="plain" href="/studies">
        {m.plan_to_studies()}
      </LinkButton>
    </EmptyState>
  );
}
