import { useEffect, useState } from 'react';
import { useSafekeeping, type SheetState } from '../../access/safekeeping.ts';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { team as readTeam } from '../../notebook/read-team.ts';

/** As this tablet knows it now, and again when the team's row changes. */
export function useSheet(): SheetState | undefined | 'reading' {
  const { notebook } = useOpenNotebook();
  const load = useSafekeeping();
  const text = useNotebookQuery(async (open) => (await readTeam(open))?.recovery ?? '', []);
  const [sheet, setSheet] = useState<SheetState | undefined | 'reading'>('reading');
  useEffect(() => {
    if (text === undefined) return undefined;
    let isGone = false;
    load()
      .then((keep) => keep.sheet(notebook.team))
      .then((found) => !isGone && setSheet(found))
      .catch((error: unknown) => console.warn('The recovery sheet could not be looked up.', error));
    return () => {
      isGone = true;
    };
  }, [load, notebook, text]);
  return sheet;
}
