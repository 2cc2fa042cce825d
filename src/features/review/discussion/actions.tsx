import { Plus } from 'lucide-react';
import type { Action } from '../../../domain/discussion.ts';
import type { LessonId } from '../../../domain/ids.ts';
import type { Member } from '../../../domain/study.ts';
import { m } from '../../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../../notebook/notebook-context.tsx';
import { addAction, removeAction, updateAction } from '../../../notebook/write-actions.ts';
import { AutosaveField } from '../../../ui/autosave-field.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { TickBox } from '../../../ui/tick-box.tsx';
import { useAutosave } from '../../../ui/autosave.ts';
import { useTapWrite } from '../../../ui/tap-write.tsx';
import styles from './discussion-panel.module.css';
import { useRemoved } from './removed.tsx';
import { useShownWords } from './without-names.tsx';

/** Who does what until when. */
export function Actions({
  lesson,
  actions,
  people,
}: {
  lesson: LessonId;
  actions: readonly Action[];
  people: readonly Member[];
}) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  return (
    <section className={styles['section']} aria-labelledby="discussion-actions">
      <h3 id="discussion-actions" className={styles['heading']}>
        {m.discussion_actions()}
      </h3>
      {actions.length > 0 && (
        <ol className={styles['list']} aria-labelledby="discussion-actions">
          {actions.map((action, index) => (
            <li key={action.id} className={styles['action']}>
              <ActionRow action={action} number={index + 1} people={people} />
            </li>
          ))}
        </ol>
      )}
      <Button
        writes
        kind="quiet"
        className={styles['add']}
        onClick={() => attempt(addAction(notebook, lesson, ''))}
      >
        <Plus aria-hidden="true" />
        {m.discussion_action_add()}
      </Button>
      {trouble}
    </section>
  );
}

function ActionRow({
  action,
  number,
  people,
}: {
  action: Action;
  number: number;
  people: readonly Member[];
}) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const remember = useRemoved();
  const { id, owner, due, done } = action;
  const remove = async () => {
    await removeAction(notebook, id);
    remember({ kind: 'action', id });
  };
  const isUnknown = owner !== '' && !people.some((person) => person.id === owner);
  return (
    <>
      <AutosaveField
        multiline
        hideLabel
        className={styles['short']}
        label={m.discussion_action({ number })}
        placeholder={m.discussion_action_hint()}
        {...useShownWords(action)}
        draftKey={`actions/${id}/text`}
        onSave={(text, shown) => updateAction(notebook, id, { text }, { text: shown })}
      />
      <div className={styles['pair']}>
        <SelectField
          label={m.discussion_action_owner()}
          value={owner}
          options={[
            { value: '', label: m.discussion_nobody() },
            ...people
              .filter((person) => !person.removed || person.id === owner)
              .map((person) => ({ value: person.id, label: person.name || m.discussion_somebody() })),
            ...(isUnknown ? [{ value: owner, label: m.discussion_somebody() }] : []),
          ]}
          onChange={(chosen) => attempt(updateAction(notebook, id, { owner: chosen }))}
        />
        <DueField action={id} due={due} />
      </div>
      <div className={styles['head']}>
        <TickBox
          label={m.discussion_action_done()}
          checked={done}
          onChange={(checked) => attempt(updateAction(notebook, id, { done: checked }))}
        />
        <Button
          writes
          kind="quiet"
          aria-label={m.discussion_action_remove_named({ number })}
          onClick={() => attempt(remove())}
        >
          {m.discussion_action_remove()}
        </Button>
      </div>
      {trouble}
    </>
  );
}

/** A date in the browser's own field: a year half typed is not a save. */
function DueField({ action, due }: { action: string; due: string }) {
  const { notebook } = useOpenNotebook();
  const save = (day: string) => updateAction(notebook, action, { due: day });
  const { text, write, flush, isUnsaved } = useAutosave(due, save, `actions/${action}/due`);
  return (
    <TextField
      label={m.discussion_action_due()}
      type="date"
      value={text}
      onChange={write}
      onBlur={flush}
      error={isUnsaved ? m.ui_not_saved() : undefined}
    />
  );
}
