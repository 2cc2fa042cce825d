import { Plus } from 'lucide-react';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { studyList } from '../../notebook/read-study-list.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MoreLink, MoreMenu } from '../../ui/more-menu.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import styles from './studies-screen.module.css';
import { ErasedStudies } from './erased-studies.tsx';
import { StudyCard } from './study-card.tsx';

/** All lesson studies of the team. */
export function StudiesScreen() {
  const list = useNotebookQuery(studyList, []);
  return (
    <div className={styles['page']}>
      <ScreenHeader title={m.plan_studies_title()}>
        <SyncPill />
        {list !== undefined && list.length > 0 && (
          <>
            <MoreMenu>
              <MoreLink href="/findings">{m.findings_to_library()}</MoreLink>
              <MoreLink writes href="/studies/import">
                {m.report_import_link()}
              </MoreLink>
            </MoreMenu>
            <NewStudyLink />
          </>
        )}
      </ScreenHeader>
      {list === undefined && <Placeholder>{m.plan_opening()}</Placeholder>}
      {list?.length === 0 && (
        <div className={styles['body']}>
          <EmptyState title={m.plan_studies_empty_title()}>
            <p>{m.plan_studies_empty_text()}</p>
            <NewStudyLink />
            <LinkButton writes kind="quiet" href="/studies/import">
              {m.report_import_link()}
            </LinkButton>
          </EmptyState>
        </div>
      )}
      {list !== undefined && list.length > 0 && (
        <ul className={styles['body']}>
          {list.map((entry) => (
            <li key={entry.study.id}>
              <StudyCard entry={entry} />
            </li>
          ))}
        </ul>
      )}
      <ErasedStudies />
    </div>
  );
}

function NewStudyLink() {
  return (
    <LinkButton writes kind="primary" href="/studies/new">
      <Plus aria-hidden="true" />
      {m.plan_new_study()}
    </LinkButton>
  );
}
