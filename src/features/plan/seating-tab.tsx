import { lazy, Suspense } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import type { StudyOverview } from '../../notebook/read-study.ts';
import { Placeholder } from '../../ui/placeholder.tsx';

const SeatingEditor = lazy(async () => ({
  default: (await import('../../seating/seating-editor.tsx')).SeatingEditor,
}));

/** Where the class sits. Optional: a study without it lacks nothing. */
export function SeatingTab({ overview }: { overview: StudyOverview }) {
  return (
    <Suspense fallback={<Placeholder>{m.seating_opening()}</Placeholder>}>
      <SeatingEditor overview={overview} />
    </Suspense>
  );
}
