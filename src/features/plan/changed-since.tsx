import { CornerDownRight } from 'lucide-react';
import { lastSegment } from '../../domain/ids.ts';
import type { Lesson } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { updateLesson } from '../../notebook/write-plan.ts';
import { AutosaveField } from '../../ui/autosave-field.tsx';
import styles from './changed-since.module.css';

/** What the triad changed because of the lesson before; the first lesson has none before it. */
export function ChangedSince({ lesson }: { lesson: Lesson }) {
  const { notebook } = useOpenNotebook();
  const before = Number(lastSegment(lesson.id)) - 1;
  if (before < 1) return null;
  return (
    <div className={styles['banner']}>
      <CornerDownRight aria-hidden="true" />
      <AutosaveField
        className={styles['field']}
        multiline
        label={m.plan_changed_since({ number: before })}
        placeholder={m.plan_changed_hint()}
        value={lesson.changed}
        draftKey={`lessons/${lesson.id}/changed`}
        onSave={(changed, shown) => updateLesson(notebook, lesson.id, { changed }, { changed: shown })}
        beside={lesson.beside?.['changed']}
      />
    </div>
  );
}
