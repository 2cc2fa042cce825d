import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { createStore } from 'zustand/vanilla';
import type { LessonId } from '../../../domain/ids.ts';
import { useOpenNotebook } from '../../../notebook/notebook-context.tsx';
import { usePresenceLine } from '../../../worker-link/presence.ts';
import { keepCompany, type Colleague, type Company } from './company.ts';

const NOBODY = createStore<readonly Colleague[]>(() => []);
const ALONE: Company = { colleagues: NOBODY, moveTo: () => undefined, leave: () => undefined };
const CompanyContext = createContext<Company>(ALONE);

/** Says to colleagues that this page is here while it is, and hears of theirs. */
export function CompanyProvider({ lesson, children }: { lesson: LessonId; children: ReactNode }) {
  const { notebook, me } = useOpenNotebook();
  const line = usePresenceLine();
  const [company, setCompany] = useState<Company>(ALONE);
  const self = useMemo(() => ({ lesson, member: me, page: notebook.page }), [lesson, me, notebook]);
  useEffect(() => {
    if (line === undefined) return;
    const kept = keepCompany(line, self);
    // oxlint-disable-next-line react/set-state-in-effect -- a line to others is opened and closed with the screen
    setCompany(kept);
    return () => {
      kept.leave();
      setCompany(ALONE);
    };
  }, [line, self]);
  return <CompanyContext value={company}>{children}</CompanyContext>;
}

export function useCompany(): Company {
  return useContext(CompanyContext);
}

/** Members who have this discussion open elsewhere, each once. */
export function useWhoIsHere(): readonly string[] {
  return useStore(
    useCompany().colleagues,
    useShallow((colleagues) => [...new Set(colleagues.map(({ member }) => member))].toSorted()),
  );
}

/** Colleagues who type in this item. */
export function useWritersOf(item: string): readonly Colleague[] {
  return useStore(
    useCompany().colleagues,
    useShallow((colleagues) => colleagues.filter((colleague) => colleague.item === item)),
  );
}
