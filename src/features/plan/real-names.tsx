import { useEffect, useId, useMemo, useState } from 'react';
import { namesIn } from '../../domain/real-names.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Notebook } from '../../notebook/database.ts';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { keepRealNames, realNames } from '../../notebook/real-names.ts';
import { classNames } from '../../ui/class-names.ts';
import { draftWriter } from '../../ui/draft-writer.ts';
import { MAX_TEXT_LENGTH } from '../../ui/text-field.tsx';
import fieldStyles from '../../ui/field.module.css';
import styles from './real-names.module.css';

/**
 * Names that must not turn up in any text of this notebook. Folded away, because whoever looks over a shoulder should
 * not read them, and never sent: the list of this tablet is this tablet's.
 */
export function RealNames() {
  const names = useNotebookQuery(realNames, []);
  const [isOpen, setIsOpen] = useState(false);
  if (names === undefined) return null;
  return (
    <details
      className={styles['names']}
      open={isOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary className={styles['summary']}>
        <span className={styles['title']}>{m.plan_real_names()}</span>
        <span className={styles['count']}>{m.plan_real_names_count({ count: names.length })}</span>
      </summary>
      {isOpen && <NamesField names={names} />}
    </details>
  );
}

function NamesField({ names }: { names: readonly string[] }) {
  const { notebook } = useOpenNotebook();
  const id = useId();
  const [text, setText] = useState(() => names.join('\n'));
  const [isUnsaved, setIsUnsaved] = useState(false);
  const keeper = useMemo(() => namesKeeper(notebook, setIsUnsaved), [notebook]);
  useEffect(() => () => void keeper.flush(), [keeper]);
  return (
    <div className={styles['field']}>
      <label className={fieldStyles['label']} htmlFor={id}>
        {m.plan_real_names_label()}
      </label>
      <p className={fieldStyles['hint']} id={`${id}-hint`}>
        {m.plan_real_names_hint()}
      </p>
      <textarea
        id={id}
        className={classNames(fieldStyles['input'], fieldStyles['words'])}
        dir="auto"
        rows={4}
        autoComplete="off"
        spellCheck={false}
        maxLength={MAX_TEXT_LENGTH}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          keeper.write(event.target.value);
        }}
        onBlur={() => void keeper.flush()}
        aria-describedby={classNames(`${id}-hint`, isUnsaved && `${id}-error`)}
      />
      {isUnsaved && (
        <p className={fieldStyles['error']} id={`${id}-error`} role="alert">
          {m.ui_not_saved()}
        </p>
      )}
    </div>
  );
}

/** On disk within a quarter of a second of a key, or said not to be: nobody is warned of a name that is not kept. */
function namesKeeper(notebook: Notebook, onOutcome: (isUnsaved: boolean) => void) {
  let latest: string | undefined;
  const writer = draftWriter(async () => {
    if (latest === undefined) return;
    await keepRealNames(notebook, namesIn(latest)).then(
      () => onOutcome(false),
      (error: unknown) => {
        console.warn('The real names could not be kept yet.', error);
        onOutcome(true);
      },
    );
  });
  return {
    flush: writer.flush,
    write(words: string) {
      latest = words;
      writer.touch();
    },
  };
}
