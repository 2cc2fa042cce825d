import { m } from '../../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../../notebook/notebook-context.tsx';
import { moveAgendaItem, removeAgendaItem, updateAgendaItem } from '../../../notebook/write-discussion.ts';
import { AutosaveField } from '../../../ui/autosave-field.tsx';
import { Button } from '../../../ui/button.tsx';
import { MoveButtons } from '../../../ui/move-buttons.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { useTapWrite } from '../../../ui/tap-write.tsx';
import styles from './agenda-card.module.css';
import type { AgendaCardProps } from './agenda-card.tsx';
import { useOpenMinutes } from './use-discussion.ts';
import { useRemoved } from './removed.tsx';

const MINUTES = [2, 3, 5, 8, 10, 15, 20, 30];

/** Wording, planned time and place of an item; and taking it away while nothing is written to it. */
export function ItemEditor({
  item,
  position,
  agenda,
  title,
  citations,
}: AgendaCardProps & { readonly title: string }) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const minutes = useOpenMinutes();
  const remember = useRemoved();
  const planned =
    item.minutes === null || MINUTES.includes(item.minutes) ? MINUTES : [...MINUTES, item.minutes];
  const remove = async () => {
    await removeAgendaItem(notebook, item.id);
    remember({ kind: 'item', id: item.id });
  };
  const hasWords = citations.length > 0 || minutes.of(item.id).text.length > 0;
  return (
    <div className={styles['editor']}>
      <AutosaveField
        multiline
        label={m.discussion_wording()}
        placeholder={m.discussion_wording_hint()}
        value={item.title}
        beside={item.beside?.['title']}
        draftKey={`agenda/${item.id}/title`}
        onSave={(text, shown) => updateAgendaItem(notebook, item.id, { title: text }, { title: shown })}
      />
      <SelectField
        label={m.discussion_minutes()}
        value={item.minutes === null ? '' : String(item.minutes)}
        options={[
          { value: '', label: m.discussion_no_minutes() },
          ...planned
            .toSorted((a, b) => a - b)
            .map((count) => ({ value: String(count), label: m.discussion_timer_planned({ count }) })),
        ]}
        onChange={(chosen) =>
          attempt(updateAgendaItem(notebook, item.id, { minutes: chosen === '' ? null : Number(chosen) }))
        }
      />
      {trouble}
      <MoveButtons
        position={position}
        count={agenda.length}
        thing={title}
        onMove={(direction) => moveAgendaItem(notebook, agenda, item.id, direction)}
      />
      {hasWords ? (
        <p className={styles['aside']}>{m.discussion_keeps_item()}</p>
      ) : (
        <Button writes kind="quiet" onClick={() => attempt(remove())}>
          {m.discussion_remove_item()}
        </Button>
      )}
    </div>
  );
}
