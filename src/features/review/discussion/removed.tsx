import { createContext, useContext, useState, type ReactNode } from 'react';
import { m } from '../../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../../notebook/notebook-context.tsx';
import { bringActionBack } from '../../../notebook/write-actions.ts';
import { bringAgendaItemBack } from '../../../notebook/write-discussion.ts';
import { bringPointBack } from '../../../notebook/write-points.ts';
import { useTapWrite } from '../../../ui/tap-write.tsx';
import { UndoNotice } from '../../../ui/undo-notice.tsx';

interface Removed {
  readonly kind: 'item' | 'action' | 'point';
  readonly id: string;
}

const RememberContext = createContext<(removed: Removed) => void>(() => undefined);

/** Undo instead of questions: what was taken away last can be brought back from the foot of the panel. */
export function RemovedProvider({ children }: { children: ReactNode }) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const [removed, setRemoved] = useState<Removed>();
  const bringBack = async ({ kind, id }: Removed) => {
    await BACK[kind].write(notebook, id);
    setRemoved(undefined);
  };
  return (
    <RememberContext value={setRemoved}>
      {children}
      {trouble}
      {removed && (
        <UndoNotice
          key={removed.id}
          text={BACK[removed.kind].said()}
          undo={m.discussion_undo()}
          onUndo={() => attempt(bringBack(removed))}
        />
      )}
    </RememberContext>
  );
}

const BACK = {
  item: { said: m.discussion_removed_item, write: bringAgendaItemBack },
  action: { said: m.discussion_action_removed, write: bringActionBack },
  point: { said: m.discussion_point_removed, write: bringPointBack },
} as const;

export function useRemoved(): (removed: Removed) => void {
  return useContext(RememberContext);
}
