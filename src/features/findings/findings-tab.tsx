import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { CommentsProvider } from '../../comments/comments-provider.tsx';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { studyFindings } from '../../notebook/read-findings.ts';
import type { StudyOverview } from '../../notebook/read-study.ts';
import { members } from '../../notebook/read-team.ts';
import { addFinding, bringFindingBack } from '../../notebook/write-findings.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { useMayChange } from '../../ui/read-only.ts';
import { UndoNotice } from '../../ui/undo-notice.tsx';
import { useTapWrite } from '../../ui/tap-write.tsx';
import { FindingCard } from './finding-card.tsx';
import styles from './findings-tab.module.css';

/** What a study found: claims in the team's order, each with what it rests on. */
export function FindingsTab({ overview }: { overview: StudyOverview }) {
  const { notebook, me } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const { id: study } = overview.study;
  const found = useNotebookQuery((n) => studyFindings(n, study), [study]);
  const people = useNotebookQuery(members, []);
  const [removed, setRemoved] = useState<string>();
  const [added, setAdded] = useState<string>();
  const mayChange = useMayChange();
  if (found === undefined || people === undefined) {
    return <Placeholder>{m.findings_opening()}</Placeholder>;
  }
  const findings = found.map(({ finding }) => finding);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const add = (
    <Button
      writes
      kind={findings.length === 0 ? 'primary' : 'plain'}
      onClick={() => attempt(addFinding(notebook, study, me).then(setAdded))}
    >
      <Plus aria-hidden="true" />
      {m.findings_add()}
    </Button>
  );
  return (
    <CommentsProvider study={study}>
      <div className={styles['page']}>
        <div className={styles['head']}>
          <p className={styles['intro']}>{m.findings_intro()}</p>
          <Link href="/findings" className={styles['library']}>
            {m.findings_to_library()}
          </Link>
        </div>
        {findings.length === 0 && (
          <EmptyState title={m.findings_empty_title()}>
            <p>{mayChange ? m.findings_empty_text() : m.findings_empty_guest()}</p>
            {add}
          </EmptyState>
        )}
        <ol className={styles['findings']} aria-label={m.findings_title()}>
          {found.map((each, index) => (
            <li key={each.finding.id}>
              <FindingCard
                found={each}
                all={findings}
                position={index + 1}
                overview={overview}
                names={names}
                takesFocus={each.finding.id === added}
                onRemoved={() => setRemoved(each.finding.id)}
              />
            </li>
          ))}
        </ol>
        {removed !== undefined && (
          <UndoNotice
            key={removed}
            text={m.findings_removed()}
            undo={m.findings_undo()}
            onUndo={() => attempt(bringFindingBack(notebook, removed).then(() => setRemoved(undefined)))}
          />
        )}
        {findings.length > 0 && <div>{add}</div>}
        {trouble}
      </div>
    </CommentsProvider>
  );
}
