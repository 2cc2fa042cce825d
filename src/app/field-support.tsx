import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { isGuestDevice } from '../domain/ids.ts';
import { fieldDrafts } from '../notebook/field-drafts.ts';
import { useNotebookQuery, useOpenNotebook } from '../notebook/notebook-context.tsx';
import { roleOf } from '../notebook/read-team.ts';
import { realNames } from '../notebook/real-names.ts';
import { DraftPortContext } from '../ui/draft-port.ts';
import { ReadOnlyContext } from '../ui/read-only.ts';
import { TextCheckContext, type TextCheck } from '../ui/text-check.ts';

/**
 * What every field gets from the open notebook without knowing it: a place for drafts, an eye for real names, and whether
 * whoever has the tablet may change anything.
 */
export function FieldSupport({ children }: { children: ReactNode }) {
  const { notebook, me } = useOpenNotebook();
  const drafts = useMemo(() => fieldDrafts(notebook, me), [notebook, me]);
  return (
    <DraftPortContext value={drafts}>
      <TextCheckContext value={useNameCheck()}>
        <ReadOnlyContext value={useIsGuest()}>{children}</ReadOnlyContext>
      </TextCheckContext>
    </DraftPortContext>
  );
}

/** A guest reads and comments. The tablet's own id tells it at once, before the team's list of people has come. */
function useIsGuest(): boolean {
  const { notebook, me } = useOpenNotebook();
  const role = useNotebookQuery((open) => roleOf(open, me), [me]);
  return isGuestDevice(notebook.device) || role === 'guest';
}

/** Fetched only on a tablet that has a list of names, so that no other pays for it. */
function useNameCheck(): TextCheck | undefined {
  const names = useNotebookQuery(realNames, []);
  const [check, setCheck] = useState<TextCheck>();
  useEffect(() => {
    if (names === undefined) return;
    let isWanted = true;
    const use = (found: TextCheck | undefined) => {
      if (isWanted) setCheck(() => found);
    };
    if (names.length === 0) use(undefined);
    else
      import('./name-check.ts').then(
        ({ nameCheck }) => use(nameCheck(names)),
        (error: unknown) => console.warn('Real names cannot be looked for now.', error),
      );
    return () => {
      isWanted = false;
    };
  }, [names]);
  return check;
}
