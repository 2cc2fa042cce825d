import { LinkButton, Button } from '../../ui/button.tsx';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { members } from '../../notebook/read-team.ts';
import { FileField } from '../../ui/file-field.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import type { FileProblem } from './parse-study-file.ts';
import { readInWorker } from './read-in-worker.ts';
import styles from './take-out.module.css';
import { useImport, type FoundStudy, type ImportProblem, type ReadFile } from './use-import.ts';

/** Takes a study in from a file that Threefold made: all of it, as it was, or nothing. */
export function ImportScreen({ read = readInWorker }: { read?: ReadFile }) {
  const { notebook } = useOpenNotebook();
  const { state, choose, write, stop, giveUp, forget } = useImport(notebook, read);
  return (
    <div className={styles['page']}>
      <ScreenHeader title={m.report_import()} backTo="/studies" backLabel={m.plan_back_to_studies()} />
      <div className={styles['body']}>
        <p className={styles['intro']}>{m.report_import_hint()}</p>
        {(state.kind === 'open' || state.kind === 'refused') && (
          <FileField
            label={m.report_import_choose()}
            accept=".json,application/json"
            onChoose={(file) => void choose(file)}
          />
        )}
        <div role="status">
          {state.kind === 'reading' && <p>{m.report_import_reading()}</p>}
          {state.kind === 'refused' && <p className={styles['problem']}>{PROBLEM_WORDS[state.problem]()}</p>}
          {state.kind === 'writing' && <p>{m.report_import_writing()}</p>}
          {state.kind === 'done' && <p>{m.report_import_done()}</p>}
        </div>
        {state.kind === 'found' && <Found found={state.found} onWrite={write} onForget={forget} />}
        {(state.kind === 'reading' || state.kind === 'writing') && (
          <div className={styles['running']}>
            <progress
              value={state.share}
              aria-label={state.kind === 'reading' ? m.report_import_reading() : m.report_import_writing()}
            />
            <Button kind="quiet" onClick={state.kind === 'reading' ? giveUp : stop}>
              {m.report_cancel()}
            </Button>
          </div>
        )}
        {state.kind === 'done' && (
          <LinkButton kind="primary" href={`/studies/${state.study}`}>
            {m.report_import_open()}
          </LinkButton>
        )}
      </div>
    </div>
  );
}

/** What is in the file, before anything of it is written. */
function Found({
  found: { title, notes, photosLeftOut, people },
  onWrite,
  onForget,
}: {
  found: FoundStudy;
  onWrite: () => void;
  onForget: () => void;
}) {
  const team = useNotebookQuery(members, []);
  const known = new Set(team?.map(({ id }) => id));
  const strangers = people.filter(({ id }) => !known.has(id)).map(({ name }) => name);
  return (
    <section className={styles['found']} aria-labelledby="found-study">
      <h2 id="found-study" dir="auto">
        {title || m.plan_untitled_study()}
      </h2>
      <p>{m.report_import_notes({ count: notes })}</p>
      {strangers.length > 0 && <p dir="auto">{m.report_import_people({ names: strangers.join(', ') })}</p>}
      {photosLeftOut > 0 && <p>{m.report_import_photos({ count: photosLeftOut })}</p>}
      <div className={styles['buttons']}>
        <Button kind="primary" onClick={onWrite}>
          {m.report_import_start()}
        </Button>
        <Button kind="quiet" onClick={onForget}>
          {m.report_cancel()}
        </Button>
      </div>
    </section>
  );
}

const PROBLEM_WORDS: Record<FileProblem | ImportProblem, () => string> = {
  tooLarge: m.report_refused_too_large,
  empty: m.report_refused_empty,
  cutOff: m.report_refused_cut_off,
  otherProduct: m.report_refused_other,
  newerVersion: m.report_refused_newer,
  damaged: m.report_refused_damaged,
  tooMany: m.report_refused_too_many,
  alreadyHere: m.report_refused_here,
  erased: m.report_refused_erased,
  stopped: m.report_refused_stopped,
  failed: m.report_refused_failed,
};
