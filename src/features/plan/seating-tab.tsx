import { m } from '../../i18n/paraglide/messages.js';
import type { StudyOverview } from '../../notebook/read-study.ts';
import { Placeholder } from '../../ui/placeholder.tsx';
import { WritersOnly } from '../../ui/writers-only.tsx';
import { lazy, Waiting } from '../../ui/lazy.tsx';

const SeatingEditor = lazy(async () => ({
  default: (await import('../../seating/seating-editor.tsx')).SeatingEditor,
}));

const SeatingPicture = lazy(async () => ({
  default: (await import('../../seating/seating-picture.tsx')).SeatingPicture,
}));

/** Where the class sits. Optional: a study without it lacks nothing. */
export function SeatingTab({ overview }: { overview: StudyOverview }) {
  return (
    <Waiting fallback={<Placeholder>{m.seating_opening()}</Placeholder>}>
      <WritersOnly otherwise={<SeatingPicture overview={overview} />}>
        <SeatingEditor overview={overview} />
      </WritersOnly>
    </Waiting>
  );
}
