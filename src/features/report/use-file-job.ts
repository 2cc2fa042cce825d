import { useCallback, useEffect, useRef, useState } from 'react';
import { breathe, Cancelled, type Progress } from './progress.ts';
import { saveFile } from '../../ui/save-file.ts';

/** A file in the making: not asked for, under way, saved, or not to be had. */
export type FileJob =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly share: number }
  | { readonly state: 'saved'; readonly file: File }
  | { readonly state: 'failed' };

export interface UseFileJob {
  readonly job: FileJob;
  readonly start: (make: (progress: Progress) => Promise<File>) => void;
  readonly cancel: () => void;
}

/** Makes one file at a time and saves it; leaving the screen gives it up. */
export function useFileJob(): UseFileJob {
  const [job, setJob] = useState<FileJob>({ state: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback((make: (progress: Progress) => Promise<File>) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const isMine = () => running.current === controller && !controller.signal.aborted;
    setJob({ state: 'running', share: 0 });
    const work = async () => {
      try {
        await breathe();
        const file = await make({
          onStep: (share) => isMine() && setJob({ state: 'running', share }),
          signal: controller.signal,
        });
        if (!isMine()) return;
        saveFile(file);
        setJob({ state: 'saved', file });
      } catch (error) {
        if (!isMine() || error instanceof Cancelled) return;
        console.warn('A file could not be made.', error);
        setJob({ state: 'failed' });
      }
    };
    void work();
  }, []);
  const cancel = useCallback(() => {
    running.current?.abort();
    setJob({ state: 'idle' });
  }, []);
  return { job, start, cancel };
}
