import { Printer } from 'lucide-react';
import type { LessonId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { lessonPlan } from '../../notebook/read-study.ts';
import { members } from '../../notebook/read-team.ts';
import { Button } from '../../ui/button.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { lessonPath } from '../../domain/lesson-path.ts';
import { LessonSheet } from './lesson-sheet.tsx';
import styles from './lesson-sheet.module.css';
import { MissingStudy } from './missing.tsx';
import { lessonName } from './plan-words.ts';

/** A lesson's plan as it comes out of the printer, and the button that prints it. */
export function LessonSheetScreen({ lessonId }: { lessonId: LessonId }) {
  const plan = useNotebookQuery(
    async (notebook) => (await lessonPlan(notebook, lessonId)) ?? null,
    [lessonId],
  );
  const team = useNotebookQuery(members, []);
  if (plan === null) return <MissingStudy />;
  if (plan === undefined || team === undefined) return <Placeholder>{m.plan_opening()}</Placeholder>;
  return (
    <div className={styles['screen']}>
      <div className={styles['bar']}>
        <ScreenHeader
          title={lessonName(plan.lesson)}
          backTo={lessonPath(lessonId)}
          backLabel={m.plan_sheet_back()}
        >
          <Button kind="primary" onClick={() => window.print()}>
            <Printer aria-hidden="true" />
            {m.plan_sheet_print()}
          </Button>
        </ScreenHeader>
      </div>
      <LessonSheet plan={plan} members={team} />
    </div>
  );
}
