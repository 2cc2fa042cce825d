import { useDeferredValue, useMemo, useState } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { agreedFindings, findingsInFull, type SharedFinding } from '../../notebook/read-findings.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import { choicesOf, findIn, indexOf, LOOK_EVERYWHERE, type LibrarySearch } from './library-search.ts';
import { LibraryFilters } from './library-filters.tsx';
import { LibraryRow } from './library-row.tsx';
import styles from './library-screen.module.css';

const AT_ONCE = 50;

/** What the team agreed on in all its studies, to be found again by those who come later. */
export function LibraryScreen() {
  const found = useNotebookQuery(agreedFindings, []);
  return (
    <div className={styles['page']}>
      <ScreenHeader
        title={m.findings_library_title()}
        backTo="/studies"
        backLabel={m.findings_library_back()}
      >
        <SyncPill />
      </ScreenHeader>
      <div className={styles['body']}>
        {found === undefined && <Placeholder>{m.findings_opening()}</Placeholder>}
        {found?.length === 0 && (
          <EmptyState title={m.findings_library_empty_title()}>
            <p>{m.findings_library_empty_text()}</p>
            <LinkButton kind="plain" href="/studies">
              {m.findings_library_to_studies()}
            </LinkButton>
          </EmptyState>
        )}
        {found !== undefined && found.length > 0 && <Library found={found} />}
      </div>
    </div>
  );
}

function Library({ found }: { found: readonly SharedFinding[] }) {
  const [search, setSearch] = useState<LibrarySearch>(LOOK_EVERYWHERE);
  const [atMost, setAtMost] = useState(AT_ONCE);
  // A key answers at once; a long library follows when it can.
  const applied = useDeferredValue(search);
  const index = useMemo(() => indexOf(found), [found]);
  const choices = useMemo(() => choicesOf(found), [found]);
  const fitting = useMemo(() => findIn(index, applied), [index, applied]);
  const shown = fitting.slice(0, atMost);
  const ids = shown.map(({ finding }) => finding.id);
  const inFull = useNotebookQuery((notebook) => findingsInFull(notebook, ids), [ids.join(' ')]);
  return (
    <>
      <p className={styles['intro']}>{m.findings_library_text()}</p>
      <LibraryFilters
        search={search}
        choices={choices}
        onChange={(next) => {
          setSearch(next);
          setAtMost(AT_ONCE);
        }}
      />
      <p className={styles['count']} aria-live="polite">
        {fitting.length === 0
          ? m.findings_library_nothing()
          : m.findings_library_count({ count: fitting.length })}
      </p>
      <ol className={styles['list']} aria-label={m.findings_library_list()}>
        {shown.map(({ finding, study }) => (
          <li key={finding.id}>
            <LibraryRow finding={finding} study={study} inFull={inFull?.get(finding.id)} />
          </li>
        ))}
      </ol>
      {fitting.length > atMost && (
        <Button kind="plain" onClick={() => setAtMost(atMost + AT_ONCE)}>
          {m.findings_more({ count: Math.min(AT_ONCE, fitting.length - atMost) })}
        </Button>
      )}
    </>
  );
}
