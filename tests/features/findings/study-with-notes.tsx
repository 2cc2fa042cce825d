import 'fake-indexeddb/auto';
import { cleanup, render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach } from 'vitest';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { FieldSupport } from '../../../src/app/field-support.tsx';
// Fetched only when they are wanted; a test waits for people, not for scripts.
import '../../../src/comments/thread.tsx';
import '../../../src/features/findings/evidence-picker.tsx';
import { commit, type Write } from '../../../src/notebook/commit.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { newNotebook } from '../../support/tablet.ts';

afterEach(cleanup);

/** A study with notes in two lessons, an interview answer, and a team with a guest. */
export async function studyWithNotes(): Promise<Notebook> {
  let time = Date.UTC(2026, 10, 20);
  const notebook = newNotebook({ now: () => ++time });
  const note = (row: string, observer: string, kind: string, text: string): Write => ({
    table: 'notes',
    row,
    fields: { observer, kind, text, pupil: 'A', atMs: 65_000 },
  });
  const rows: Write[] = [
    { table: 'members', row: 'maria', fields: { name: 'Maria Evans', role: 'lead' } },
    { table: 'members', row: 'sam', fields: { name: 'Sam Dale', role: 'member' } },
    { table: 'members', row: 'gwen', fields: { name: 'Gwen Hall', role: 'guest' } },
    { table: 'studies', row: 'study', fields: { title: 'Fractions', subject: 'Maths', yearGroup: 'Year 5' } },
    { table: 'pupils', row: 'study.A', fields: { alias: 'Robin' } },
    { table: 'lessons', row: 'study.1', fields: { title: 'Strips' } },
    { table: 'lessons', row: 'study.2', fields: { title: 'Reasons' } },
    note('study.1.n1', 'maria', 'did', 'Folds the strip in half'),
    note('study.2.n2', 'sam', 'said', 'Because the parts are wider'),
    note('study.2.n3', 'sam', 'wonder', 'Would Robin have said that alone?'),
    { table: 'answers', row: 'study.2.A.q1', fields: { question: 'What helped?', text: 'The strips' } },
  ];
  await commit(notebook, rows);
  return notebook;
}

/** Shows a screen as one of the team; `location.history` tells where it went. */
export function show(notebook: Notebook, screen: ReactElement, me = 'maria') {
  const location = memoryLocation({ path: '/', record: true });
  const view = render(
    <Router hook={location.hook}>
      <OpenNotebookProvider value={{ notebook, me, isDemo: false }}>
        <FieldSupport>{screen}</FieldSupport>
      </OpenNotebookProvider>
    </Router>,
  );
  return { ...view, location };
}
