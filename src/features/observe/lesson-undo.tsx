import { Undo2 } from 'lucide-react';
import { m } from '../../i18n/paraglide/messages.js';
import { useCanUndo } from '../../notebook/live-undo.ts';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { undo } from '../../notebook/undo.ts';
import { Button } from '../../ui/button.tsx';

/** After the lesson: takes back the latest step of this scope; not there while there is none. */
export function LessonUndo({ scope, onFailed }: { scope: string; onFailed: () => void }) {
  const { notebook } = useOpenNotebook();
  const canUndo = useCanUndo(scope);
  if (!canUndo) return null;
  const takeBack = async () => {
    try {
      await undo(notebook, scope);
    } catch (error) {
      console.warn('A step could not be taken back.', error);
      onFailed();
    }
  };
  return (
    <Button kind="plain" onClick={() => void takeBack()}>
      <Undo2 size={20} aria-hidden="true" />
      {m.observe_undo()}
    </Button>
  );
}
