import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { evidenceId, type EvidenceKind } from '../../domain/finding.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { studyEvidence } from '../../notebook/read-evidence.ts';
import type { PieceOfEvidence } from '../../notebook/read-findings.ts';
import type { StudyOverview } from '../../notebook/read-study.ts';
import { chooseEvidence, takeEvidenceAway } from '../../notebook/write-findings.ts';
import { Button } from '../../ui/button.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Candidate } from './candidate.tsx';
import styles from './evidence-picker.module.css';
import { filterSources, SHOW_ALL, type SourceFilter } from './source-filter.ts';
import { SourceChips } from './source-chips.tsx';
import { sourceOf, type Source } from './source.ts';

const AT_ONCE = 50;

/** Everything of a study that can be evidence, to choose from: by lesson, pupil, kind and words. */
export function EvidencePicker({
  finding,
  evidence,
  position,
  overview,
  names,
  onClose,
}: {
  finding: string;
  evidence: readonly PieceOfEvidence[];
  position: number;
  overview: StudyOverview;
  names: ReadonlyMap<string, string>;
  onClose: () => void;
}) {
  const { notebook } = useOpenNotebook();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const [filter, setFilter] = useState<SourceFilter>(SHOW_ALL);
  const [hasFailed, setHasFailed] = useState(false);
  const [atMost, setAtMost] = useState(AT_ONCE);
  // A key or a chip answers at once; a long list follows when it can.
  const applied = useDeferredValue(filter);
  const sources = useSources(overview.study.id);
  const chosen = useMemo(
    () =>
      new Map(evidence.map((piece) => [`${piece.evidence.kind}/${piece.evidence.row}`, piece.evidence.id])),
    [evidence],
  );
  const shown = useMemo(
    () => filterSources(sources ?? [], applied, (source) => chosen.has(keyOf(source))),
    [sources, applied, chosen],
  );
  const write = async (source: Source, isWanted: boolean) => {
    const kind: EvidenceKind = source.sort;
    // A second tap may be faster than what the first one wrote comes back.
    const id = chosen.get(keyOf(source)) ?? evidenceId(finding, kind, source.row);
    try {
      await (isWanted
        ? chooseEvidence(notebook, finding, { kind, row: source.row })
        : takeEvidenceAway(notebook, id));
      setHasFailed(false);
    } catch (error) {
      console.warn('Evidence could not be chosen.', error);
      setHasFailed(true);
    }
  };
  // One after the other: taken back at once, a choice must not arrive behind its taking away.
  const writing = useRef(Promise.resolve());
  const mark = (source: Source, isWanted: boolean) =>
    (writing.current = writing.current.then(() => write(source, isWanted)));
  const title = m.findings_pick_title({ number: position });
  return (
    <dialog ref={dialog} className={styles['picker']} aria-label={title} onClose={onClose}>
      <div className={styles['bar']}>
        <div>
          <h2>{title}</h2>
          <p className={styles['count']} role="status">
            {m.findings_pick_chosen({ count: evidence.length })}
          </p>
        </div>
        <Button kind="primary" onClick={() => dialog.current?.close()}>
          {m.findings_pick_done()}
        </Button>
      </div>
      {hasFailed && (
        <p role="alert" className={styles['nothing']}>
          {m.findings_problem()}
        </p>
      )}
      {sources === undefined && <Placeholder>{m.findings_opening()}</Placeholder>}
      {sources?.length === 0 && <p className={styles['nothing']}>{m.findings_pick_empty()}</p>}
      {sources !== undefined && sources.length > 0 && (
        <div className={styles['scroll']}>
          <div className={styles['filters']}>
            <TextField
              type="search"
              label={m.findings_pick_search()}
              value={filter.words}
              onChange={(words) => {
                setFilter({ ...filter, words });
                setAtMost(AT_ONCE);
              }}
            />
            <SourceChips
              overview={overview}
              filter={filter}
              onChange={(next) => {
                setFilter(next);
                setAtMost(AT_ONCE);
              }}
            />
          </div>
          <p className={styles['count']} aria-live="polite">
            {m.findings_pick_count({ shown: shown.length, count: sources.length })}
          </p>
          {shown.length === 0 && <p className={styles['nothing']}>{m.findings_pick_nothing()}</p>}
          <ul className={styles['list']} aria-label={m.findings_pick_list()}>
            {shown.slice(0, atMost).map((source) => (
              <li key={keyOf(source)}>
                <Candidate
                  source={source}
                  overview={overview}
                  names={names}
                  isChosen={chosen.has(keyOf(source))}
                  onMark={(isWanted) => mark(source, isWanted)}
                />
              </li>
            ))}
          </ul>
          {shown.length > atMost && (
            <Button kind="plain" onClick={() => setAtMost(atMost + AT_ONCE)}>
              {m.findings_more({ count: Math.min(AT_ONCE, shown.length - atMost) })}
            </Button>
          )}
        </div>
      )}
    </dialog>
  );
}

/** Notes lesson by lesson, each followed by its photos; then what pupils answered. */
function useSources(study: string): readonly Source[] | undefined {
  const found = useNotebookQuery((notebook) => studyEvidence(notebook, study), [study]);
  return useMemo(() => {
    if (found === undefined) return undefined;
    const ofLessons = found.notes.flatMap((note) => [
      { note },
      ...(found.photos.get(note.id) ?? []).map((photo) => ({ note, photo })),
    ]);
    const ofInterviews = found.answers.map((answer) => ({ answer }));
    return [...ofLessons, ...ofInterviews].flatMap((each) => sourceOf(each) ?? []);
  }, [found]);
}

function keyOf({ sort, row }: Source): string {
  return `${sort}/${row}`;
}
