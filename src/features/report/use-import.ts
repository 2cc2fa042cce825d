import { useCallback, useEffect, useRef, useState } from 'react';
import type { StudyId } from '../../domain/ids.ts';
import type { Notebook } from '../../notebook/database.ts';
import { importStudy, whyNot, type StudyToImport } from '../../notebook/write-imported-study.ts';
import type { FileProblem, ParsedFile } from './parse-study-file.ts';
import { Cancelled, type Progress } from './progress.ts';

export type ReadFile = (file: Blob, progress: Progress) => Promise<ParsedFile>;

/** `failed`: the tablet could not write, most likely because its storage is full. Nothing was written. */
export type ImportProblem = 'alreadyHere' | 'erased' | 'stopped' | 'failed';

export interface FoundStudy {
  readonly title: string;
  readonly notes: number;
  readonly photosLeftOut: number;
  readonly people: StudyToImport['people'];
}

type ImportState =
  | { readonly kind: 'open' }
  | { readonly kind: 'reading'; readonly share: number }
  | { readonly kind: 'refused'; readonly problem: FileProblem | ImportProblem }
  | { readonly kind: 'found'; readonly found: FoundStudy }
  | { readonly kind: 'writing'; readonly share: number }
  | { readonly kind: 'done'; readonly study: StudyId };

/** A file is read and checked whole, shown, and only then written. */
export function useImport(notebook: Notebook, read: ReadFile) {
  const [state, setState] = useState<ImportState>({ kind: 'open' });
  const checked = useRef<StudyToImport>(undefined);
  const isStopped = useRef(false);
  const reading = useRef<AbortController>(undefined);
  useEffect(() => () => reading.current?.abort(), []);
  const refuse = (problem: FileProblem | ImportProblem) => setState({ kind: 'refused', problem });

  const choose = async (file: Blob) => {
    const { signal } = (reading.current = new AbortController());
    const onStep = (share: number) => {
      if (!signal.aborted) setState({ kind: 'reading', share });
    };
    onStep(0);
    try {
      const parsed = await read(file, { onStep, signal });
      if (signal.aborted) return;
      if (!parsed.ok) return refuse(parsed.problem);
      const refusal = await whyNot(notebook, parsed.value.study);
      if (signal.aborted) return;
      if (refusal !== undefined) return refuse(refusal);
      checked.current = parsed.value;
      setState({ kind: 'found', found: foundIn(parsed.value, parsed.photosLeftOut) });
    } catch (error) {
      if (error instanceof Cancelled || signal.aborted) return;
      console.warn('A file could not be read.', error);
      refuse('failed');
    }
  };
  const write = async () => {
    const wanted = checked.current;
    if (wanted === undefined) return;
    isStopped.current = false;
    setState({ kind: 'writing', share: 0 });
    try {
      const outcome = await importStudy(notebook, wanted, {
        onProgress: (written, all) => setState({ kind: 'writing', share: written / all }),
        isStopped: () => isStopped.current,
      });
      if (outcome === 'imported') setState({ kind: 'done', study: wanted.study });
      else refuse(outcome);
    } catch (error) {
      console.warn('A study could not be taken in.', error);
      refuse('failed');
    }
  };
  const stop = useCallback(() => {
    isStopped.current = true;
  }, []);
  const giveUp = useCallback(() => {
    reading.current?.abort();
    setState({ kind: 'open' });
  }, []);
  const forget = useCallback(() => {
    checked.current = undefined;
    setState({ kind: 'open' });
  }, []);
  return { state, choose, write: () => void write(), stop, giveUp, forget };
}

function foundIn({ tables, people }: StudyToImport, photosLeftOut: number): FoundStudy {
  const { title, focusQuestion } = tables.get('studies')?.[0]?.fields ?? {};
  const words = [title, focusQuestion].map((text) => (typeof text === 'string' ? text.trim() : ''));
  return {
    title: words.find((text) => text !== '') ?? '',
    notes: tables.get('notes')?.length ?? 0,
    photosLeftOut,
    people,
  };
}
