import type { LessonId } from '../../domain/ids.ts';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { runningElsewhere } from '../../notebook/read-sitting.ts';
import { lazyNotice, Waiting } from '../../ui/lazy.tsx';

const ElsewhereNotice = lazyNotice(async () => (await import('./elsewhere-notice.tsx')).ElsewhereNotice);

/** Another lesson this observer started here and did not end. */
export function RunningElsewhere({ lesson }: { lesson: LessonId }) {
  const { me } = useOpenNotebook();
  const [other] = useNotebookQuery((open) => runningElsewhere(open, lesson, me), [lesson, me]) ?? [];
  return <Waiting>{other && <ElsewhereNotice other={other} />}</Waiting>;
}
