import { useContext, useEffect, useRef } from 'react';
import type { StageId } from '../../domain/ids.ts';
import type { Stage } from '../../domain/study.ts';
import { DraftPortContext } from '../../ui/draft-port.ts';

const FIELDS = ['name', 'minutes', 'teacherDoes'];

/** A stage whose own fields somebody was writing in when the last page died: it is opened again, so that they are seen. */
export function useStageLeftOpen(stages: readonly Stage[], onFound: (id: StageId) => void): void {
  const port = useContext(DraftPortContext);
  // The stages as they were when the page opened: later ones have no past.
  const first = useRef(stages);
  useEffect(() => {
    let isHere = true;
    const find = async () => {
      for (const { id } of first.current) {
        const drafts = await Promise.all(FIELDS.map((field) => port.read(`stages/${id}/${field}`)));
        if (isHere && drafts.some((draft) => draft !== undefined)) return onFound(id);
      }
    };
    find().catch((error: unknown) => console.warn('Drafts could not be looked for.', error));
    return () => {
      isHere = false;
    };
  }, [port, onFound]);
}
