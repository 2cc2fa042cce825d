import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useSafekeeping, type PrintedSheet, type SheetState } from '../../access/safekeeping.ts';
import { dateText, longDate } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { members, team as readTeam } from '../../notebook/read-team.ts';
import { Button } from '../../ui/button.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { RecoverySheet } from './recovery-sheet.tsx';
import styles from './recovery-screen.module.css';
import { useSheet } from './use-sheet.ts';

/** Whether the team has a recovery sheet and what it is worth; makes a new one, whose code is shown once. */
export function RecoveryScreen() {
  const { isDemo } = useOpenNotebook();
  const [printed, setPrinted] = useState<PrintedSheet>();
  return (
    <div className={styles['screen']}>
      <div className={styles['bar']}>
        <ScreenHeader title={m.recovery_sheet()} backTo="/team">
          {printed && (
            <Button kind="primary" onClick={() => window.print()}>
              <Printer aria-hidden="true" />
              {m.recovery_print()}
            </Button>
          )}
        </ScreenHeader>
        {printed ? (
          <p className={styles['once']} role="status">
            {m.recovery_once()}
          </p>
        ) : (
          <div className={styles['page']}>
            <p>{m.recovery_intro()}</p>
            {isDemo ? <p>{m.recovery_demo()}</p> : <NewSheet onPrinted={setPrinted} />}
          </div>
        )}
      </div>
      {printed && <Paper printed={printed} />}
    </div>
  );
}

function NewSheet({ onPrinted }: { onPrinted: (printed: PrintedSheet) => void }) {
  const { notebook } = useOpenNotebook();
  const load = useSafekeeping();
  const sheet = useSheet();
  const [state, setState] = useState<'ready' | 'making' | 'failed'>('ready');
  const make = async () => {
    setState('making');
    try {
      const outcome = await (await load()).printSheet(notebook.team);
      if (outcome.kind === 'done') onPrinted(outcome.value);
      else setState('failed');
    } catch (error) {
      console.warn('The recovery sheet could not be made.', error);
      setState('failed');
    }
  };
  if (sheet === 'reading') return <Placeholder>{m.app_opening()}</Placeholder>;
  return (
    <>
      {sheet ? <Standing sheet={sheet} /> : <p>{m.recovery_none()}</p>}
      {state === 'failed' && (
        <p className={styles['warning']} role="alert">
          {m.recovery_failed()}
        </p>
      )}
      <Button writes kind="primary" disabled={state === 'making'} onClick={() => void make()}>
        {state === 'making' ? m.recovery_making() : sheet ? m.recovery_make_new() : m.recovery_make()}
      </Button>
      {sheet && !sheet.hasEnded && <p className={styles['hint']}>{m.recovery_replaces()}</p>}
    </>
  );
}

/** What is known of the paper that lies in the safe. */
function Standing({ sheet }: { sheet: SheetState }) {
  const people = useNotebookQuery(members, []);
  const name = people?.find(({ id }) => id === sheet.printedBy)?.name;
  const day = longDate(dateText(new Date(sheet.printedAt)));
  return (
    <>
      {(sheet.hasEnded || sheet.isOutdated) && (
        <p className={styles['warning']} role="status">
          {sheet.hasEnded ? m.recovery_ended() : m.recovery_outdated()}
        </p>
      )}
      <p>
        {name ? m.recovery_printed({ day, name }) : m.recovery_printed_by_nobody({ day })}{' '}
        {!sheet.hasEnded && (sheet.isAtServer ? m.recovery_at_server() : m.recovery_not_at_server())}
      </p>
    </>
  );
}

function Paper({ printed }: { printed: PrintedSheet }) {
  const { me } = useOpenNotebook();
  const team = useNotebookQuery(readTeam, []);
  const people = useNotebookQuery(members, []);
  const sheet = useSheet();
  if (team === undefined || people === undefined || sheet === 'reading') return null;
  return (
    <RecoverySheet
      printed={printed}
      team={team.name}
      by={people.find(({ id }) => id === me)?.name ?? ''}
      isAtServer={sheet?.isAtServer ?? false}
    />
  );
}
