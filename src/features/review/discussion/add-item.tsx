import { Plus } from 'lucide-react';
import type { LessonId } from '../../../domain/ids.ts';
import { m } from '../../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../../notebook/notebook-context.tsx';
import { addAgendaItem } from '../../../notebook/write-discussion.ts';
import { Button } from '../../../ui/button.tsx';
import { useTapWrite } from '../../../ui/tap-write.tsx';
import styles from './discussion-panel.module.css';

/** An item of the team's own, at the end of the running order; `onAdded` opens it. */
export function AddItem({ lesson, onAdded }: { lesson: LessonId; onAdded: (id: string) => void }) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  return (
    <>
      <Button
        writes
        kind="quiet"
        className={styles['add']}
        onClick={() => attempt(addAgendaItem(notebook, lesson, '').then(onAdded))}
      >
        <Plus aria-hidden="true" />
        {m.discussion_add_item()}
      </Button>
      {trouble}
    </>
  );
}
