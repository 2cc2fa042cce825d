import { useCallback, useEffect, useRef, useState } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import { BROWSER_CHECKS, type BrowserCheck } from './browser-checks.ts';
import { look, type Finding } from './finding.ts';
import { useSurroundings, type Surroundings } from './surroundings.ts';

export type Findings = Readonly<Partial<Record<BrowserCheck, Finding>>>;

const CHECKS = Object.entries(BROWSER_CHECKS) as [
  BrowserCheck,
  (surroundings: Surroundings) => Promise<Finding>,
][];

/** Runs what asks the browser, all at once; each finding is there as soon as its check has finished. */
export function useChecks(): { readonly findings: Findings; readonly checkAgain: () => void } {
  const surroundings = useSurroundings();
  const [findings, setFindings] = useState<Findings>({});
  const run = useRef(0);
  const start = useCallback(() => {
    const thisRun = (run.current += 1);
    for (const [id, check] of CHECKS) {
      check(surroundings)
        .catch((error: unknown) => {
          console.warn(`The check "${id}" did not finish.`, error);
          return look(m.tablet_not_finished, m.tablet_not_finished_how);
        })
        .then((finding) => {
          // An answer to an earlier asking says nothing about now.
          if (thisRun === run.current) setFindings((known) => ({ ...known, [id]: finding }));
        })
        .catch(() => undefined);
    }
  }, [surroundings]);
  useEffect(() => {
    start();
    return () => {
      run.current += 1;
    };
  }, [start]);
  const checkAgain = () => {
    setFindings({});
    start();
  };
  return { findings, checkAgain };
}
